"""The API of the browser page and of the tests' people: `docs/sandbox.md` describes it."""
