"""The first bytes of a file on the Hub, read without loading it."""

from __future__ import annotations

from http import HTTPStatus

import httpx2
from huggingface_hub import constants
from huggingface_hub.errors import OfflineModeIsEnabled
from huggingface_hub.utils import get_session

from stylepad.models.control import Control
from stylepad.models.transfer import cut, headers


def read_start(url: str, wanted: int, size: int, control: Control) -> bytes:
    """Return the first `wanted` bytes of a file of `size`, none where there is no such answer.

    A server that ignores ranges is not listened to, unless the whole file was wanted. Whatever is
    wrong with an answer is for the transfer to find, which tries again. Raises Cancelled.
    """
    if not wanted:
        return b""
    usable = {HTTPStatus.PARTIAL_CONTENT, *([HTTPStatus.OK] if wanted == size else ())}
    sent = {**headers(), "Accept-Encoding": "identity", "Range": f"bytes=0-{wanted - 1}"}
    try:
        with get_session().stream(
            "GET",
            url,
            headers=sent,
            timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT,
            follow_redirects=True,
        ) as response:
            if response.status_code not in usable:
                return b""
            with control.interrupting(lambda: cut(response)):
                return _read(response, wanted)
    except (httpx2.HTTPError, OfflineModeIsEnabled):
        return b""
    finally:
        control.checkpoint()


def _read(response: httpx2.Response, wanted: int) -> bytes:
    start = bytearray()
    for piece in response.iter_bytes():
        start += piece
        if len(start) >= wanted:
            break
    return bytes(start[:wanted])
