"""Documents set as PDF and pictures."""
