"""Mails that arrived: reading and sorting them."""
