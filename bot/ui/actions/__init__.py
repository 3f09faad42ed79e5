"""The action plan, and topics that come back."""
