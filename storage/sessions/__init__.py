"""Training sessions as they are kept."""
