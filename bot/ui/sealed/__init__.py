"""Screens of sealed reports: modals alone, so that nothing of them stays in Slack's messages."""
