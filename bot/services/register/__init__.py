"""The register on its way out and in."""
