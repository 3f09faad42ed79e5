"""Reminders and digests."""
