"""Queries about sealed reports."""
