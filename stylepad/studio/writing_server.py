"""The server that a job names to write its plain sides; the base that is trained stays here.

In job.toml:

    [options.pairs]
    server = "https://models.example.org"
    server_model = "big"                     # left out: the first that the server lists

The key is not in the job: it is taken from the environment or the keyring, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from stylepad.engine.protocol import CancelToken, Engine, LoadRequest, Server
from stylepad.engine.remote.book import ServerBook
from stylepad.studio.job import Job, JobSpec, Stage

_URL, _MODEL = "server", "server_model"


def named_writer(job: Job) -> Server | None:
    """Return the server that the job names, None where its base writes the plain sides."""
    options = job.options(Stage.PAIRS)
    url, model = options.get(_URL), options.get(_MODEL, "")
    if not isinstance(url, str) or not url.strip():
        return None
    return Server(url.strip(), model if isinstance(model, str) else "")


def written_by(spec: JobSpec, server: Server | None) -> JobSpec:
    """Return the job with this server as the writer, with none for None."""
    pairs = {
        name: value
        for name, value in spec.options.get(Stage.PAIRS.value, {}).items()
        if name not in {_URL, _MODEL}
    }
    if server is not None:
        pairs[_URL] = server.url
        if server.model:
            pairs[_MODEL] = server.model
    return replace(spec, options={**spec.options, Stage.PAIRS.value: pairs})


class WritingServer:
    """The engine on the server that a job names, looked at with the first call. Close it.

    Raises ServerError "server.not_allowed" where the writer has not agreed that texts go there, and
    what `Engine.load` raises.
    """

    def __init__(self, job: Job, servers: ServerBook, cancel: CancelToken) -> None:
        self._job, self._servers, self._cancel = job, servers, cancel
        self._engine: Engine | None = None

    @property
    def given(self) -> Callable[[], Engine] | None:
        """Return what gives the engine, None where the job names no server."""
        return None if named_writer(self._job) is None else self._loaded

    def _loaded(self) -> Engine:
        named = named_writer(self._job)
        assert named is not None
        server = self._servers.at(named.url, named.model)
        self._servers.check_allowed(server)
        if self._engine is None:
            # The HTTP client takes a while to import, and most jobs have no use for it.
            from stylepad.engine.remote.engine import RemoteEngine  # noqa: PLC0415

            self._engine = RemoteEngine(self._servers.key)
        if self._engine.model is None:
            self._engine.load(LoadRequest(self._job.spec.base, server=server), self._cancel)
        return self._engine

    def close(self) -> None:
        """Hang up; safe more than once."""
        if self._engine is not None:
            self._engine.close()
