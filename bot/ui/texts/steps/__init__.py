"""Texts of the steps of cases and of actions."""
