"""Summaries, reviews and what surrounds the meetings."""
