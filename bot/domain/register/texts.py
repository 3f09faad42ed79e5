"""Marks that Vigie adds to people's words, in the register's French, and knows again in a row."""

import re

REFERENCE = "\n\nRéférence d'origine\u00a0: {ref}"
"""Ends the description of an imported case that had a number elsewhere."""
REFERENCE_AT_END = re.compile(r"(?<!\s)\s*Référence d'origine\s*:\s*\S.*\Z")

ERASED = "(anonymisé)"
"""Stands for every text that people wrote, once its case is anonymised."""

CUT = "… (suite dans l'export JSON Lines)"
"""Ends a text that is too long for a workbook's cell."""
