"""A judge of the built-in model and styles that shares nothing with their training."""
