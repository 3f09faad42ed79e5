"""What people read: the domain as Slack blocks, and forms back to the domain."""
