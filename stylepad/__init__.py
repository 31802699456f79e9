"""StylePad: restyle highlighted text in an author's manner, on the writer's own machine."""

__version__ = "0.1.0"
