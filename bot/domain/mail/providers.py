"""The providers whose ways are known, by the names of their servers."""

from enum import StrEnum


class Provider(StrEnum):
    """Where a mailbox lives; of `OTHER` nothing in particular is known."""

    OVH = "ovh"
    IONOS = "ionos"
    GANDI = "gandi"
    INFOMANIAK = "infomaniak"
    GOOGLE = "google"
    MICROSOFT = "microsoft"
    ORANGE = "orange"
    OTHER = "other"


_DOMAINS = {
    "ovh.net": Provider.OVH,
    "ionos.fr": Provider.IONOS,
    "ionos.com": Provider.IONOS,
    "ionos.de": Provider.IONOS,
    "gandi.net": Provider.GANDI,
    "infomaniak.com": Provider.INFOMANIAK,
    "gmail.com": Provider.GOOGLE,
    "googlemail.com": Provider.GOOGLE,
    "office365.com": Provider.MICROSOFT,
    "outlook.com": Provider.MICROSOFT,
    "orange.fr": Provider.ORANGE,
}


def provider_of(host: str) -> Provider:
    """Whose server this is: that of a domain of theirs, or of a name within one."""
    name = host.lower().rstrip(".")
    for domain, provider in _DOMAINS.items():
        if name == domain or name.endswith(f".{domain}"):
            return provider
    return Provider.OTHER
