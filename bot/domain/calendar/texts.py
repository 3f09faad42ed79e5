"""The names that the calendar of public holidays knows regions by."""

ZONES = {
    "FR": "Métropole",
    "FR-AM": "Alsace-Moselle",
    "GP": "Guadeloupe",
    "MQ": "Martinique",
    "GF": "Guyane",
    "RE": "La Réunion",
    "YT": "Mayotte",
    "MF": "Saint-Martin",
    "BL": "Saint-Barthélémy",
}
"""By the code that a school sets."""
