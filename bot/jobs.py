"""What the clock does: ticks without logic of their own."""
