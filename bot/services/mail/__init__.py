"""Sending letters, reading the mailbox, and deciding what a mail is."""
