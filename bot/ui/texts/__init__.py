"""Every sentence, once per language."""
