"""The way to a server: proxies and certificates."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.engine.remote.engine import RemoteEngine
from stylepad.errors import ServerError
from tests.engine.driving import answers, request
from tests.engine.remote.conftest import remote
from tests.engine.remote.scripted_server import PATIENCE, ScriptedServer

Make = Callable[..., RemoteEngine]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_proxy_of_the_environment_is_used(
    server: ScriptedServer, make_engine: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    far = "http://models.example.com"
    server.page(f"{far}/v1/models", {"data": [{"id": "far"}]})
    engine = make_engine()

    assert engine.load(remote(far), CancelToken()).name == "far"
    assert answers(engine, request("text"))[0, 0].text == "Fine words."
    assert server.requests[-1].path == f"{far}/v1/chat/completions"


def test_a_machine_that_needs_no_proxy_is_asked_directly(
    server: ScriptedServer, make_engine: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "models.invalid")

    with pytest.raises(ServerError) as caught:
        make_engine().load(remote("http://models.invalid"), CancelToken())
    assert caught.value.code == "server.unknown_host"
    assert server.requests == []


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_this_machine_is_never_asked_through_a_proxy(
    server: ScriptedServer, make_engine: Make, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    url = server.url.replace("127.0.0.1", name)
    assert make_engine().load(remote(url), CancelToken()).name == "scripted"


@pytest.fixture
def tls_port(tmp_path: Path) -> Iterator[int]:
    """Return a port where somebody shows a certificate that he has signed himself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "certificate.pem"))
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def serve() -> None:
            with suppress(OSError):  # the client hangs up, and the test closes the listener
                while True:
                    connection, _ = listener.accept()
                    with closing(connection), suppress(OSError):
                        context.wrap_socket(connection, server_side=True).close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(PATIENCE)


def test_a_certificate_that_nobody_vouches_for_is_refused(make_engine: Make, tls_port: int) -> None:
    with pytest.raises(ServerError) as caught:
        make_engine("secret").load(remote(f"https://127.0.0.1:{tls_port}"), CancelToken())
    assert caught.value.code == "server.tls"
    assert "certificate" in caught.value.details["reason"]


def self_signed(path: Path) -> Path:
    """Write a certificate for this machine with its key."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
