"""Actions, their plan, and topics that come back."""
