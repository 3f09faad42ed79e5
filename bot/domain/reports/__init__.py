"""Figures and their reports: summaries, reviews, meetings."""
