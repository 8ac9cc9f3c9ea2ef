"""The witness itself: a page that does nothing is clean, and every kind of mischief is seen."""

from __future__ import annotations

from pathlib import Path

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


def test_the_network_is_cut(open_page: Open, tmp_path: Path) -> None:
    witness = opened(open_page, tmp_path, "")
    assert witness.page.evaluate("navigator.onLine") is False
