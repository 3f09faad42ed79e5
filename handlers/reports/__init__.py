"""Summaries, reviews, meetings."""
