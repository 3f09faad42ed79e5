"""Lists of training sessions that come in as files."""
