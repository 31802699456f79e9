"""`stylepad make-style`: from an author's texts to an installed style, unattended."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from stylepad import paths
from stylepad.app import Core, build_core
from stylepad.cli_interrupt import stopped_by_interrupt
from stylepad.cli_models_output import print_table, tell
from stylepad.cli_server import named_server
from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, ServerError, StudioError, StyleError, StylePadError
from stylepad.models.sizes import readable
from stylepad.studio.environment import ROOM, State, TrainingEnvironment
from stylepad.studio.job import FILE_NAME, Job, Stage, open_job, save_job
from stylepad.studio.jobs import JobEntry, Wish, begin_job, list_jobs, new_job
from stylepad.studio.runner import Runner
from stylepad.studio.state import StageState, Status, read_state
from stylepad.studio.working import MADE_STYLE, JobEngine, install_style
from stylepad.studio.writing_server import WritingServer, named_writer, written_by
from stylepad.styles.ids import style_id


def run(options: argparse.Namespace) -> int:
    """Make a style, go on with one, or list the jobs; raises StylePadError."""
    if options.list:
        _list(as_json=options.json)
        return 0
    with closing(build_core()) as core:
        job = _job(options, core)
        tell(f"The job is in {job.folder}.")
        _work(job, core, [Stage(name) for name in options.stage])
    _tell_result(job, as_json=options.json)
    return 0


def _job(options: argparse.Namespace, core: Core) -> Job:
    """Begin the job that was asked for, or open the one that is there."""
    folder = _folder(options.job) if options.job else None
    if folder is not None and not options.texts:
        return _with_writer(open_job(folder), core, options)
    if not (options.texts and options.name and options.language):
        raise StylePadError(
            "A new style needs --name, --language (ru or en) and the author's texts; --job FOLDER"
            " goes on with one that was begun, --list shows them.",
            code="usage",
        )
    for fault in core.overrides().faults:
        raise fault
    base = options.base or core.usable_model().path
    writer = named_server(core, options)
    wish = Wish(options.name, options.language, _id(options, core), options.texts, base, writer)
    return begin_job(folder, wish) if folder else new_job(paths.user_jobs(), wish)


def _with_writer(job: Job, core: Core, options: argparse.Namespace) -> Job:
    """Return a job that was begun, with the server of --server as its writer from now on."""
    server = named_server(core, options)
    if server is None:
        return job
    job = replace(job, spec=written_by(job.spec, server))
    save_job(job)
    return job


def _folder(named: str) -> Path:
    """Return a job's folder by its path, or by its name among the writer's jobs."""
    own = paths.user_jobs() / named
    is_name = Path(named).name == named and not Path(named).exists()
    return own if is_name and (own / FILE_NAME).is_file() else Path(named)


def _id(options: argparse.Namespace, core: Core) -> str:
    taken = {style.id for style in core.library.styles}
    if options.id in taken:
        raise StyleError(
            f"There is a style “{options.id}” already, and it was kept. Choose another --id.",
            code="style.exists",
            style=options.id,
        )
    taken |= {entry.job.spec.style_id for entry in list_jobs(paths.user_jobs()) if entry.job}
    return options.id or style_id(options.name, taken)


def _work(job: Job, core: Core, stages: list[Stage]) -> None:
    cancel, line = CancelToken(), _Line()

    def finished(stage: Stage) -> None:
        if stage in MADE_STYLE:
            install_style(job, core.own_styles())

    writing = WritingServer(job, core.servers, cancel)
    try:
        with (
            stopped_by_interrupt(cancel.cancel),
            closing(JobEngine(job, cancel)) as engine,
            closing(writing),
        ):
            _tell_writer(job, core, stages)
            _install_training(job, stages, cancel, line)
            Runner(
                job, engine, cancel, writer=writing.given, watch=line.show, finished=finished
            ).run(stages)
    except Cancelled:
        tell(f"Paused; what is finished is kept. Go on with: {_go_on(job)}")
        raise
    except (StudioError, ServerError) as error:
        if error.code != "studio.running":
            tell(f"When that is mended, go on with: {_go_on(job)}")
        raise
    finally:
        line.end()


def _tell_writer(job: Job, core: Core, stages: list[Stage]) -> None:
    """Say which machine gets passages of the texts, before one is sent.

    Raises ServerError "server.not_allowed" before hours are spent.
    """
    server = named_writer(job)
    if server is not None and _is_ahead(job, stages, Stage.PAIRS):
        core.servers.check_allowed(server)
        host = core.servers.host(server.url)
        tell(f"The plain sides are written by {host}: passages of the texts are sent there.")


def _is_ahead(job: Job, stages: list[Stage], stage: Stage) -> bool:
    return stage in stages if stages else not read_state(job.folder).is_done(stage)


def _install_training(job: Job, stages: list[Stage], cancel: CancelToken, line: _Line) -> None:
    """Install what trains, where it is missing and will be needed: before hours are spent."""
    if not _is_ahead(job, stages, Stage.TRAINING):
        return
    environment = TrainingEnvironment()
    if environment.state() is not State.READY:
        tell(f"What trains styles is installed first, about {readable(ROOM)}: {environment.folder}")
        environment.install(cancel, line.show_installing)
        line.end()


def _go_on(job: Job) -> str:
    listed = job.folder.parent == paths.user_jobs()
    command = f"stylepad make-style --job {job.folder.name if listed else job.folder}"
    server = named_writer(job)
    # Naming the server is to agree that texts go there, which no job's file can do.
    again = server is not None and not read_state(job.folder).is_done(Stage.PAIRS)
    if server is None or not again:
        return command
    model = f" --server-model {server.model}" if server.model else ""
    return f"{command} --server {server.url}{model}"


class _Line:
    """How far it is: one line that is written over on a terminal, else one at a stage's end."""

    def __init__(self) -> None:
        self._shown = False

    def show(self, stage: Stage, state: StageState) -> None:
        """Show how a stage stands."""
        if state.status is Status.RUNNING:
            if sys.stderr.isatty():
                self._shown = True
                sys.stderr.write(f"\r{_progress(stage, state)}\x1b[K")
                sys.stderr.flush()
            return
        self.end()
        tell(f"{stage.value}: {state.status.value}, {_time(state.seconds)}")

    def show_installing(self, done: int, total: int, detail: str) -> None:
        """Show how far an installation is."""
        if sys.stderr.isatty():
            self._shown = True
            sys.stderr.write(f"\r{done} of {total}  {detail[:80]}\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _progress(stage: Stage, state: StageState) -> str:
    number = list(Stage).index(stage) + 1
    parts = [f"{number}/{len(Stage)} {stage.value}"]
    if state.total:
        parts.append(f"{100 * state.done // state.total} %, {state.done} of {state.total}")
    if state.left is not None:
        parts.append(f"{_time(state.left)} left")
    if state.detail:
        parts.append(state.detail)
    return "  ".join(parts)[:100]


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _tell_result(job: Job, *, as_json: bool) -> None:
    state, report = read_state(job.folder), job.folder / Stage.REPORT.value / "report.html"
    if as_json:
        print(json.dumps(_described(JobEntry(job.folder, job, state)), ensure_ascii=False))
        return
    if state.next is not None:
        print(f"Done; next comes “{state.next.value}”: {_go_on(job)}")
        return
    print(f"The style “{job.spec.style_id}” is installed. Its report: {report}")


def _list(*, as_json: bool) -> None:
    entries = list_jobs(paths.user_jobs())
    if as_json:
        print(json.dumps([_described(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    if not entries:
        tell("There are no jobs. “stylepad make-style --name … --language … TEXTS” begins one.")
        return
    rows = [
        (entry.folder.name, entry.name, entry.job.spec.language if entry.job else "", _where(entry))
        for entry in entries
    ]
    print_table(rows)
    for entry in entries:
        if entry.fault is not None:
            tell(entry.fault.message)


def _where(entry: JobEntry) -> str:
    if entry.fault is not None:
        return "broken"
    stage = entry.state.next
    if stage is None:
        return "done"
    status = entry.state.of(stage).status
    if status is Status.RUNNING and not entry.state.running:
        return f"{stage.value}: interrupted"
    return f"{stage.value}: {status.value}"


def _described(entry: JobEntry) -> dict[str, object]:
    spec = entry.job.spec if entry.job else None
    writer = named_writer(entry.job) if entry.job else None
    return {
        "job": entry.folder.name,
        "folder": str(entry.folder),
        "name": entry.name,
        "style": spec.style_id if spec else None,
        "language": spec.language if spec else None,
        "base": str(spec.base) if spec else None,
        "server": writer.url if writer else None,
        "running": entry.state.running,
        "next": entry.state.next.value if entry.state.next else None,
        "stages": {stage.value: entry.state.of(stage).status.value for stage in Stage},
        "fault": entry.fault.message if entry.fault else None,
    }
