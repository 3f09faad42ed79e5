"""The sandbox's post office: what the app sends by mail, what people answer, the mailbox."""
