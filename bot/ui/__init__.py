"""The domain as Slack blocks, and forms back to the domain."""
