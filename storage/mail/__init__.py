"""Letters, mails and mailboxes."""
