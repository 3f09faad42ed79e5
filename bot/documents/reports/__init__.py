"""Summaries and reviews on paper."""
