"""Have the plain-writer rewrite passages in llama.cpp: `back_translate.py MODEL IN OUT`.

IN has lines [language, style, text], OUT gets [language, style, text, plain]. A broken-off run
goes on where it stopped. Runs in StylePad's own environment.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import (
    CancelToken,
    Finish,
    Finished,
    GenerateRequest,
    LoadRequest,
    Message,
    Sampling,
)

AT_ONCE = 48
BLOCK = 10 * AT_ONCE  # passages that are sorted by length, so that a wave ends together
CHARACTERS_A_TOKEN = 2  # at the least: the answer's limit


def rewritten(engine: EngineClient, texts: list[str], seed: int) -> dict[int, str]:
    """Return the plain text of those passages whose answer was finished, by number."""
    request = GenerateRequest(
        prompts=tuple((Message("user", text),) for text in texts),
        sampling=Sampling(temperature=0.7, top_k=40, top_p=0.95, min_p=0.08, seed=seed),
        max_tokens=max(map(len, texts)) // CHARACTERS_A_TOKEN,
    )
    events = engine.generate(request, CancelToken())
    answers = [event for event in events if isinstance(event, Finished)]
    return {answer.prompt: answer.text for answer in answers if answer.reason is Finish.END}


def main(model: Path, source: Path, target: Path) -> None:
    """Rewrite what is not rewritten yet; every block is written at once."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    mark = target.with_suffix(".done")
    done = int(mark.read_text()) if mark.exists() else 0
    engine = EngineClient()
    engine.load(LoadRequest(model.absolute(), sequences=AT_ONCE, gpu_layers=0), CancelToken())
    begun, first = time.monotonic(), done
    while done < len(rows):
        block = sorted(rows[done : done + BLOCK], key=lambda row: len(row[2]))
        lines = []
        for at in range(0, len(block), AT_ONCE):
            part = block[at : at + AT_ONCE]
            plain = rewritten(engine, [row[2] for row in part], done + at)
            lines += [json.dumps([*part[n], text], ensure_ascii=False) for n, text in plain.items()]
        with target.open("a", encoding="utf-8") as out:
            out.write("".join(line + "\n" for line in lines))
            out.flush()
            os.fsync(out.fileno())
        done += len(block)
        mark.write_text(str(done))
        rate = (done - first) / (time.monotonic() - begun)
        print(f"{done:,} of {len(rows):,}, {rate:.1f} a second", flush=True)
    engine.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
