"""Mail: letters that leave, mails that arrive, and the rules by which they belong to a case."""
