"""Use cases of sealed reports; each is given the vault that opens them."""
