"""Speed and memory of the installed program: `python -m tests.bench`."""
