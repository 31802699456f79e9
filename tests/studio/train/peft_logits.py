"""Print the logits of a base with a PEFT adapter: run by the Python that trains.

`python peft_logits.py BASE.gguf ADAPTER TOKENS`, the tokens as JSON; one JSON list for each scale
1, 0 (the plain base) and 2, of the first eight logits after the last token.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch
from peft import PeftModel

from stylepad.studio.train.network import read_base


def main(base: Path, adapter: str, tokens: list[int]) -> None:
    plain = read_base(base, dtype=torch.float32)
    model = PeftModel.from_pretrained(plain, adapter)
    layers = [layer for layer in model.modules() if hasattr(layer, "set_scale")]
    for scale in (1.0, 0.0, 2.0):
        for layer in layers:
            layer.set_scale("default", scale)
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([tokens])).logits[0, -1]
        print(json.dumps(logits[:8].tolist()), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
