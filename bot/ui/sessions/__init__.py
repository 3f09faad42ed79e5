"""Training sessions on screen."""
