"""llama.cpp's own converters in a process that stays: importing them takes longer than their work.

`python -m tests.truth.upstream VENDOR` reads lines of JSON, each a list: ["base", model folder,
output], or ["adapter", base folder, adapter folder, output]; it answers "" or what went wrong.
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import traceback
from pathlib import Path

from tests import ggufs


class Upstream:
    """The process from outside."""

    def __init__(self, vendor: Path) -> None:
        command = [sys.executable, "-m", "tests.truth.upstream", str(vendor)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(command, **pipes)

    def convert(self, *request: str | Path) -> Path:
        """Convert and return the output; raises AssertionError with the converter's own error."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(part) for part in request]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the converter's process has ended"
        assert not json.loads(answer), json.loads(answer)
        return Path(request[-1])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def make_base(folder: Path, output: Path) -> None:
    """Convert a model; only the vocabulary is ours, for the small ones have no tokenizer."""
    import gguf
    from conversion import ModelBase, ModelType, get_model_architecture, get_model_class

    values = ModelBase.load_hparams(folder, False)
    family = get_model_class(get_model_architecture(values, ModelType.TEXT))

    class WithVocabulary(family):
        model_arch = family.model_arch

        def set_vocab(self) -> None:
            tokens, types, merges = ggufs.tokenizer()
            self.gguf_writer.add_tokenizer_model("gpt2")
            self.gguf_writer.add_tokenizer_pre("gpt-2")
            self.gguf_writer.add_token_list(list(tokens))
            self.gguf_writer.add_token_types(list(types))
            self.gguf_writer.add_token_merges(list(merges))

    WithVocabulary(folder, gguf.LlamaFileType.ALL_F32, output, hparams=values).write()


def make_adapter(vendor: Path, base: str, adapter: str, output: str) -> None:
    """Run convert_lora_to_gguf.py as it is run from a shell."""
    script = str(vendor / "convert_lora_to_gguf.py")
    sys.argv = [script, "--base", base, "--outfile", output, adapter]
    runpy.run_path(script, run_name="__main__")


def main(vendor: Path) -> None:
    """Answer requests until standard input ends."""
    sys.path[:0] = [str(vendor), str(vendor / "gguf-py")]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the converters print is no answer
    for line in sys.stdin:
        kind, *parts = json.loads(line)
        error = ""
        try:
            if kind == "base":
                make_base(*map(Path, parts))
            else:
                make_adapter(vendor, *parts)
        except (Exception, SystemExit):  # noqa: BLE001 - goes to the test that asked
            error = traceback.format_exc()
        answers.write(json.dumps(error) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
