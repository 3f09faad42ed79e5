"""Slack on loopback: for newcomers to try Vigie, and for the tests."""
