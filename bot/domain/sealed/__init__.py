"""Reports of violence, harassment and discrimination, kept apart from every case."""
