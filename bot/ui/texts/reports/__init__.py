"""Texts of summaries, reviews, meetings and their files."""
