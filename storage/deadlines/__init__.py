"""Reminders, open deadlines and what was promised."""
