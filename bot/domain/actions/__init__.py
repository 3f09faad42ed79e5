"""Actions, their steps, and the lists that show them."""
