"""How the properties are tried: the same examples each time, on a busy machine too."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
