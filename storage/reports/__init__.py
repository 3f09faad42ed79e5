"""Figures, summaries, reviews and minutes."""
