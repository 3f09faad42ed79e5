"""The evidence pack and backups."""
