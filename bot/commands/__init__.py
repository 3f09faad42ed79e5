"""The commands of `vigie` beside `run`: one module per group."""
