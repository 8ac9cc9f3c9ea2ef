"""The witness itself: a page that does nothing is clean, and every kind of mischief is seen."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.request import urlopen

import pytest

from tests.browser.conftest import Open, Opened

pytestmark = pytest.mark.browser

STRICT = (
    "<meta http-equiv='Content-Security-Policy' "
    "content=\"default-src 'none'; script-src 'unsafe-inline'\">"
)


def opened(open_page: Open, folder: Path, body: str) -> Opened:
    page = folder / "page.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><link rel=icon href='data:,'>"
        f"<title>t</title>{body}<p>Ärger</p>",
        encoding="utf-8",
    )
    witness = open_page(page)
    witness.page.wait_for_timeout(100)
    return witness


def test_a_file_is_opened_and_a_quiet_page_is_clean(open_page: Open, tmp_path: Path) -> None:
    witness = opened(open_page, tmp_path, "<script>console.log('only talk')</script>")
    assert witness.page.inner_text("p") == "Ärger"
    assert witness.is_clean()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<img src='http://outside.invalid/x.png'>", "requests"),
        ("<img src='neighbour.png'>", "requests"),
        ("<script>window.open('http://outside.invalid/')</script>", "requests"),
        ("<script>console.error('wrong')</script>", "errors"),
        ("<script>throw new Error('thrown')</script>", "errors"),
        ("<script>Promise.reject(new Error('late'))</script>", "errors"),
        ("<script>alert('hello')</script>", "dialogs"),
        (f"{STRICT}<p style='color: red'>styled</p>", "violations"),
        ("<script>window.__hostile += 1</script>", "hostile"),
    ],
)
def test_mischief_is_seen(open_page: Open, tmp_path: Path, body: str, kind: str) -> None:
    witness = opened(open_page, tmp_path, body)
    assert getattr(witness, kind)
    assert not witness.is_clean()


class Answering(BaseHTTPRequestHandler):
    """Answer whatever is asked, and write it down."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def answering() -> Iterator[str]:
    """Give the address of a server on this machine that would answer if it were reached."""
    Answering.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_the_network_is_cut(open_page: Open, tmp_path: Path, answering: str) -> None:
    urlopen(answering).close()
    assert Answering.asked == ["/"], "the server itself does not answer"
    witness = opened(open_page, tmp_path, "")
    fetched = f"fetch('{answering}page').then(() => 'reached', () => 'cut')"
    assert witness.page.evaluate(fetched) == "cut"
    assert Answering.asked == ["/"]
