"""Every sentence, in both languages side by side, one module for each area."""
