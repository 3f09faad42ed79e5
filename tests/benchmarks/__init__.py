"""Vigie beside a bare Bolt app, in one run, with bounds that hold or do not."""
