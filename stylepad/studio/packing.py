"""The stage Pack: what was learned becomes a style pack, and the pack an installed style.

A draft of style.toml is there before the training: it has the instruction and the marker that the
rows are made with, byte for byte those of use.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import tomli_w
import tomlkit

from stylepad import __version__
from stylepad.errors import StudioError, StyleError
from stylepad.models.fingerprint import fingerprint
from stylepad.models.importing import import_adapter
from stylepad.models.splits import read_model
from stylepad.paths import replace_file
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.train.plan import DONE
from stylepad.studio.training_plan import TINY, weights_of
from stylepad.studio.training_rows import PAIRS, Pair, read_pairs
from stylepad.studio.work import Work
from stylepad.styles import manifest
from stylepad.styles.admission import Admitted, install_folder
from stylepad.styles.home import StyleHome
from stylepad.styles.install import usual_instruction
from stylepad.styles.pack import StylePack, load_pack
from stylepad.styles.profile import Profile

EXEMPLARS = 14
EXEMPLAR_SHORTEST, EXEMPLAR_LONGEST = 60, 320
"""Characters of either side: what is shown to a base without the adapter must stay short."""

LICENCE = "Made on this machine from texts that its maker chose"
_DESCRIPTIONS = {
    "en": "Made in the Style Studio from texts of {name}",
    "ru": "Сделан в Студии стилей по текстам: {name}",
}
# A base of a few million weights loses the thread when it draws more freely.
_TINY_SAMPLING = {"temperature": 0.7, "top_k": 40, "top_p": 0.92, "min_p": 0.12}
_TINY_CURVE = 0.4
"""Half the scale of an adapter of so small a base hardly shows."""
_TINY_REACH = 1.11
"""Trained with dropout it puts things mildly."""


def draft_pack(job: Job) -> StylePack:
    """Return the pack as far as it is; its style.toml is written where there is none.

    Instruction and marker come from the job's options of the stage Pack, else from its name. What
    a person has changed in style.toml since stays. Raises StyleError, StudioError
    "studio.unwritable".
    """
    folder = job.at(Stage.PACK)
    path = folder / manifest.FILE_NAME
    if not path.exists():
        try:
            replace_file(path, tomli_w.dumps(_sheet(job)).encode())
        except OSError as error:
            raise unwritable(job.folder, error) from error
    return load_pack(folder)


def run(job: Job, work: Work) -> None:
    """Make the pack whole: adapter, profile, exemplars, sources and figures.

    Raises StudioError "studio.no_adapter" before there is one and "studio.unwritable";
    AdapterError for one that does not fit the base, StyleError for a style.toml that was changed
    into something unusable.
    """
    folder = job.at(Stage.PACK)
    pack = draft_pack(job)
    base = read_model(job.spec.base)
    source = job.at(Stage.TRAINING) / "adapter"
    if not source.is_dir():
        raise _no_adapter(job)
    steps: tuple[Callable[[], None], ...] = (
        lambda: _put_adapter(folder, source, base_path=job.spec.base),
        lambda: _put_profile(job, folder),
        lambda: _put_exemplars(job, folder),
        lambda: _put_figures(job, folder, fingerprint(base)),
    )
    for number, step in enumerate(steps):
        work.cancel.raise_if_cancelled()
        work.report(number, len(steps), pack.id)
        try:
            step()
        except OSError as error:
            raise unwritable(job.folder, error) from error
    whole = load_pack(folder)
    if whole.profile is not None:
        Profile.load(whole.profile)
    work.report(len(steps), len(steps), pack.id)


def install(job: Job, home: StyleHome) -> Admitted:
    """Install the job's pack for the dropdown, in place of an earlier one of the same job.

    Raises StyleError as `install_folder`; then every installed style is as it was.
    """
    return install_folder(home, job.at(Stage.PACK), force=True)


def _sheet(job: Job) -> dict[str, object]:
    spec, chosen = job.spec, job.options(Stage.PACK)
    texts = {
        name: str(chosen.get(name) or usual)
        for name, usual in (
            ("instruction", usual_instruction(spec.name, spec.language)),
            ("marker", f"⟦{spec.style_id}⟧"),
            ("licence", LICENCE),
            ("version", "1.0"),
        )
    }
    description = {key: text.format(name=spec.name) for key, text in _DESCRIPTIONS.items()}
    return {
        "format": manifest.FORMAT,
        "id": spec.style_id,
        "version": texts["version"],
        "language": spec.language,
        "licence": texts["licence"],
        "strength": 1.0,
        "instruction": texts["instruction"],
        "marker": texts["marker"],
        "name": {spec.language: spec.name},
        "author": {spec.language: str(chosen.get("author") or spec.name)},
        "description": description,
    }


def _put_adapter(folder: Path, source: Path, *, base_path: Path) -> None:
    base = read_model(base_path)
    target = folder / "adapters" / f"{fingerprint(base)}.gguf"
    target.parent.mkdir(exist_ok=True)
    import_adapter(source, base, target)


def _put_profile(job: Job, folder: Path) -> None:
    """Copy the portrait's profile; a style without one has no meter, and is usable all the same."""
    measured = job.at(Stage.PORTRAIT) / "profile.npz"
    if measured.exists():
        replace_file(folder / "profile.npz", measured.read_bytes())


def _put_exemplars(job: Job, folder: Path) -> None:
    path = job.at(Stage.PAIRS) / PAIRS
    if not path.exists():
        return
    chosen = choose_exemplars(read_pairs(path), job.spec.style_id)
    lines = [
        json.dumps({"plain": pair.plain, "text": pair.text}, ensure_ascii=False) + "\n"
        for pair in chosen
    ]
    if lines:
        replace_file(folder / "exemplars.jsonl", "".join(lines).encode())


def choose_exemplars(pairs: Iterable[Pair], style_id: str) -> list[Pair]:
    """Return short training pairs whose sides differ, the same ones each time."""
    short = [
        pair
        for pair in pairs
        if pair.split == "train"
        and pair.plain != pair.text
        and EXEMPLAR_SHORTEST <= len(pair.plain) <= EXEMPLAR_LONGEST
        and EXEMPLAR_SHORTEST <= len(pair.text) <= EXEMPLAR_LONGEST
    ]
    by_text = list({pair.text: pair for pair in short}.values())
    return Random(style_id).sample(by_text, min(EXEMPLARS, len(by_text)))


def _put_figures(job: Job, folder: Path, mark: str) -> None:
    """Write into style.toml what the style was made of and how; comments in it stay."""
    path = folder / manifest.FILE_NAME
    sheet = tomlkit.parse(path.read_text(encoding="utf-8"))
    sheet["sources"] = _tables(_sources(job))
    sheet["training"] = _plain(_training(job, mark))
    if "sampling" not in sheet and weights_of(read_model(job.spec.base)) <= TINY:
        sheet["sampling"] = dict(_TINY_SAMPLING)
        sheet.setdefault("strength_curve", _TINY_CURVE)
        sheet.setdefault("strength_reach", _TINY_REACH)
    try:
        replace_file(path, tomlkit.dumps(sheet).encode())
    except (ValueError, TypeError) as error:
        raise StyleError(
            f"{path} cannot be written anew: {error}.", code="style.value", folder=str(folder)
        ) from error


def _tables(rows: list[dict[str, str]]) -> Any:
    tables = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        for key, value in row.items():
            table[key] = value
        tables.append(table)
    return tables


def _plain(values: dict[str, object]) -> Any:
    table = tomlkit.table()
    for key, value in values.items():
        if value is not None:
            table[key] = value
    return table


def _sources(job: Job) -> list[dict[str, str]]:
    """Return the works that were learned from, without where they lay on this machine."""
    try:
        works = json.loads((job.at(Stage.TEXTS) / "works.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [{"title": path.stem[:300]} for path in job.spec.sources]
    licence = str(job.options(Stage.PACK).get("texts_licence", ""))[:200]
    return [
        {"title": title[:300]} | ({"licence": licence} if licence else {})
        for title in _titles(works)
    ]


def _titles(works: object) -> Iterator[str]:
    for work in works if isinstance(works, list) else ():
        if isinstance(work, dict) and work.get("kept", True) and str(work.get("title", "")).strip():
            yield str(work["title"])


def _training(job: Job, mark: str) -> dict[str, object]:
    done = _json(job.at(Stage.TRAINING) / DONE)
    names = "steps tokens seconds loss stop_loss stop_loss_before best_step".split()
    names += "rank alpha rate seed processes".split()
    figures = {name: done.get(name) for name in names}
    made = {"base": mark, "made": date.today().isoformat(), "program": f"StylePad {__version__}"}
    return made | figures


def _json(path: Path) -> dict[str, Any]:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return body if isinstance(body, dict) else {}


def _no_adapter(job: Job) -> StudioError:
    return StudioError(
        f"The job in {job.folder} has learned nothing yet: there is no adapter to put into a pack."
        " Run the stage Training first.",
        code="studio.no_adapter",
        folder=str(job.folder),
    )
