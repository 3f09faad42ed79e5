"""Cases on the screen."""
