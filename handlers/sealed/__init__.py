"""Sealed reports, from Slack to the services."""
