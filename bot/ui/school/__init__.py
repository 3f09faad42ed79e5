"""Settings, help and the doctor's words."""
