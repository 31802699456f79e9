"""`stylepad restyle`: a text in, the rewriting out."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from dataclasses import dataclass, field

from stylepad.app import Core, build_core
from stylepad.cli_interrupt import stopped_by_interrupt
from stylepad.cli_server import named_server
from stylepad.cli_text import Output, read_text
from stylepad.engine.protocol import CancelToken, LoadedModel
from stylepad.errors import Cancelled, EngineError
from stylepad.restyle.adjustment import adjustment
from stylepad.restyle.result import (
    Candidate,
    Neutral,
    PassageDone,
    PassageResult,
    RestyleRequest,
    RestyleResult,
    Started,
)
from stylepad.text.language import detect


@dataclass(slots=True)
class _Run:
    """One restyle: what was asked, on what, and the passages that are done."""

    request: RestyleRequest
    model: LoadedModel
    output: Output
    newline: str
    done: list[PassageResult] = field(default_factory=list)
    written: int = 0

    def take(self, result: PassageResult, *, write: bool) -> None:
        """Keep a finished passage, and write it with all that stands before it."""
        self.done.append(result)
        if write:
            self.output.write(self.request.text[self.written : result.start] + result.text)
            self.written = result.end

    def write_rest(self) -> None:
        """Write what stands after the last passage."""
        self.output.write(self.request.text[self.written :])


def run(options: argparse.Namespace) -> int:
    """Restyle a file or standard input to standard output.

    Raises StylePadError; Cancelled after what was finished is written.
    """
    cancel = CancelToken()
    with closing(build_core()) as core, stopped_by_interrupt(cancel.cancel):
        for fault in core.overrides().faults:
            raise fault
        style = core.library.get(options.style)
        document = read_text(options.file, options.encoding)
        strength = style.strength if options.strength is None else options.strength
        request = RestyleRequest(
            document.text,
            style,
            strength,
            options.candidates,
            options.seed,
            options.neutralise,
            adjustment(options.boldness, core.settings.value.repetition),
        )
        model = _load(core, options, cancel)
        _tell_what_differs(request, model)
        this = _Run(
            request, model, Output("\n" if options.json else document.newline), document.newline
        )
        _restyle(core, this, cancel, as_json=options.json)
    return 0


def _load(core: Core, options: argparse.Namespace, cancel: CancelToken) -> LoadedModel:
    """Load the model or server that was named, or the chosen one, or what stands in for it."""
    path, server = options.model, named_server(core, options)
    if path is None and server is None:
        server = core.usual_server()
    if path is None and server is None:
        choice = core.usable_model()
        path = choice.path
        if choice.fault is not None:
            _tell(f"{choice.fault.message} The built-in model is used instead.")
    request = core.load_request(path, options.threads, options.gpu_layers, options.context, server)
    return core.load(request, cancel)


def _restyle(core: Core, this: _Run, cancel: CancelToken, *, as_json: bool) -> None:
    try:
        with closing(core.rewriter.restyle(this.request, cancel)) as events:
            total = 0
            for event in events:
                if isinstance(event, Started):
                    total = event.passages
                    _progress(0, total)
                elif isinstance(event, PassageDone):
                    _progress(len(this.done) + 1, total)
                    this.take(event.result, write=not as_json)
    except (Cancelled, EngineError):
        _clear_progress()
        if as_json and this.done:
            this.output.write(_as_json(this, stopped=True))
        raise
    _clear_progress()
    if as_json:
        this.output.write(_as_json(this, stopped=False))
    else:
        this.write_rest()
        this.output.end()
        _tell_losses(this.done)


def _as_json(this: _Run, *, stopped: bool) -> str:
    result = RestyleResult(this.request.text, tuple(this.done))
    value: dict[str, object] = {
        "style": this.request.style.id,
        "model": this.model.name,
        "device": this.model.placement.device,
        "strength": this.request.strength,
        "text": result.text.replace("\n", this.newline),
        "passages": [
            {
                "original": passage.original.replace("\n", this.newline),
                "text": passage.text.replace("\n", this.newline),
                "neutral": _neutral(passage.neutral),
                "candidates": [_candidate(item) for item in passage.candidates],
            }
            for passage in this.done
        ],
    }
    if stopped:
        value["stopped"] = True
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _neutral(neutral: Neutral | None) -> dict[str, object] | None:
    if neutral is None:
        return None
    return {
        "text": neutral.text or None,
        "style": neutral.style or None,
        "nearness": round(neutral.nearness, 4),
        "words": list(neutral.words),
        "faults": list(neutral.faults),
    }


def _candidate(candidate: Candidate) -> dict[str, object]:
    report = candidate.report
    return {
        "text": candidate.text,
        "passed": report.passed,
        "style": None if report.style is None else round(report.style, 4),
        "kept": list(report.kept),
        "lost": list(report.lost),
        "invented": list(report.invented),
        "copied": report.copied,
        "tokens": candidate.tokens,
        "seconds": round(candidate.seconds, 4),
    }


def _tell_what_differs(request: RestyleRequest, model: LoadedModel) -> None:
    language = detect(request.text)
    style = request.style
    if language and language != style.language:
        _tell(f"the text is in “{language}”, the style {style.id} is made for “{style.language}”.")
    if not style.adapter_set(model.adapter_for):
        lacking = [part.pack for part in style.parts] or [style]
        named = [pack.id for pack in lacking if not pack.adapter_set(model.adapter_for)]
        verb = "has" if len(named) == 1 else "have"
        what = f"{model.name} ({model.fingerprint or model.host})"
        _tell(
            f"{', '.join(named)} {verb} no adapter for {what}; "
            f"{style.id} works by instruction, and --strength has no effect."
        )


def _tell_losses(done: list[PassageResult]) -> None:
    for passage in done:
        said = f"passage {passage.index + 1}"
        if passage.neutral:
            _tell(f"{said} {_what_neutral_did(passage.neutral)}.")
        if not passage.candidates:
            _tell(f"{said} is left as it was: the model has no room for it.")
            continue
        report = passage.candidates[0].report
        if report.lost:
            _tell(f"{said} lost {', '.join(report.lost)}.")
        if report.invented:
            _tell(f"{said} has what the original has not: {', '.join(report.invented)}.")
        others = [fault for fault in report.faults if fault not in {"lost", "invented"}]
        if others and not report.passed:
            _tell(f"{said}: {', '.join(_FAULTS.get(fault, fault) for fault in others)}.")


def _what_neutral_did(neutral: Neutral) -> str:
    words = ", ".join(neutral.words[:3])
    why = f"it is near to {neutral.style}" if neutral.style else f"it has words such as {words}"
    if neutral.text:
        return f"was rewritten plainly first, because {why}"
    faults = ", ".join(_FAULTS.get(fault, fault) for fault in neutral.faults)
    return f"was to be rewritten plainly first, but the original was used: {faults}"


_FAULTS = {
    "room": "the model has no room for that",
    "lost": "something was lost",
    "invented": "something was made up",
    "empty": "the model wrote nothing",
    "unchanged": "nothing was changed",
    "unfinished": "the rewriting breaks off",
    "length": "the rewriting is far shorter or longer",
    "loop": "the rewriting repeats itself",
    "alphabets": "words mix two alphabets",
    "language": "the rewriting is in another language",
    "copied": "a long run of words is the author's own",
    "copied_some": "a run of words is the author's own",
    "quotes": "quotation marks or brackets do not pair up",
    "doubtful": "the model was not sure of its words",
}


def _tell(note: str) -> None:
    sys.stderr.write(f"stylepad: {note}\n")


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} ")
        sys.stderr.flush()


def _clear_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
