"""The register read whole, imported, backed up."""
