"""The conversion of adapters held against PEFT, transformers and llama.cpp: `make test-convert`.

It needs torch, in an environment of its own, and is no part of `make test`.
"""
