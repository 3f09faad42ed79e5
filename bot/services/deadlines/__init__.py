"""Use cases of the clock: reminders, digests, escalation."""
