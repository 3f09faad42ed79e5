"""What a person does in the client, and what it makes Slack send to the app."""
