"""Summaries, reviews and meetings on the screen."""
