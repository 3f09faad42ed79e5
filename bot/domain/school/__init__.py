"""The school: its office, sites and people."""
