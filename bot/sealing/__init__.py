"""The sealed store's keys: outside database, files and backups, in a folder of their own."""
