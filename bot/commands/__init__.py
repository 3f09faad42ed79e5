"""What `vigie` does beside running: one module per group of commands."""
