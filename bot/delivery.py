"""The outbox's way out: claim, send, record."""
