"""The register as it comes in."""
