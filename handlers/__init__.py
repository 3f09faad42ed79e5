"""From Slack to the services: one module per feature, each with `register`."""
