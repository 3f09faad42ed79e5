"""The forms that file a case, and the receipt."""
