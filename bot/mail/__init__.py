"""Mail servers: SMTP to send by, IMAP to read by, and what a message holds."""
