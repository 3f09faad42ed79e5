"""Mails that arrived: their card, reading one, attaching one."""
