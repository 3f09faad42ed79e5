"""Files: register, evidence pack, reports, and the registers that are imported."""
