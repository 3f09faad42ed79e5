"""Texts of training sessions."""
