"""Promises and other dates: when they are due, whether kept, and the reminders of them."""
