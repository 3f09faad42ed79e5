"""Texts of sealed reports."""
