"""Make a GGUF base with llama.cpp's own converter: `python -m … VENDOR MODEL_FOLDER OUTPUT`.

Only the vocabulary is ours: the small models have no tokenizer of transformers.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests import ggufs


def main(vendor: Path, folder: Path, output: Path) -> None:
    sys.path[:0] = [str(vendor), str(vendor / "gguf-py")]
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


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
