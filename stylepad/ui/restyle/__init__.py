"""Restyle in the window: the style picker, the review of a suggestion, the engine's status."""
