"""The password of a database, asked for at a terminal."""

from __future__ import annotations

import os
import pty
import signal
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.engines.conftest import Database

SECRET = "can:ary/7319"  # noqa: S105 of a server that ends with the test
QUESTION = b"Password for "


def _at_a_terminal(*arguments: str, answer: bytes) -> tuple[int, str]:
    """The exit code of a command at a terminal of its own, and all that stood there; it is answered once it asks."""
    child, terminal = pty.fork()
    if not child:
        # A shell starts what it runs in the background with SIGINT ignored, and so would everything that starts from there.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(sys.executable, [sys.executable, "-m", "privaudit", *arguments])  # noqa: S606 our own command
    shown, answered = b"", False
    while True:
        try:
            read = os.read(terminal, 65_536)
        except OSError:  # the end of a terminal, as Linux tells it
            break
        if not read:
            break
        shown += read
        if not answered and QUESTION in shown and shown.endswith(b": "):
            time.sleep(0.1)  # what is typed before the echo is off would be shown by the terminal itself
            os.write(terminal, answer)
            answered = True
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


@pytest.fixture(name="shop", params=["mariadb", "mysql"])
def _shop(request: pytest.FixtureRequest) -> str:
    """The URL of a database whose reader has a password, which the URL leaves open."""
    server = Database(request.getfixturevalue(f"{request.param}_url"))
    name = f"reader_{time.time_ns()}"
    server.run("CREATE TABLE IF NOT EXISTS people (email TEXT)", f"CREATE USER {name}@localhost IDENTIFIED BY '{SECRET}'")
    server.run(f"GRANT SELECT ON people TO {name}@localhost")
    url = make_url(server.url).set(username=name).render_as_string(hide_password=False)
    return url.replace(f"//{name}@", f"//{name}:@")


def test_whoever_sits_at_a_terminal_is_asked_and_nothing_is_shown(shop: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code, shown = _at_a_terminal("scan", shop, shop, "-f", "json", "-o", str(report), answer=SECRET.encode() + b"\n")
    assert code == 0, shown
    assert shown.count(QUESTION.decode()) == 1
    written = report.read_text(encoding="utf-8")
    assert '"people"' in written
    for hidden in (SECRET, "can%3Aary"):
        assert hidden not in shown + written


def test_a_wrong_password_is_said_without_it(shop: str) -> None:
    code, shown = _at_a_terminal("scan", shop, answer=b"wrong-7319\n")
    assert code == 3
    assert "the login was refused" in shown
    assert "wrong-7319" not in shown


def test_who_gives_up_is_not_asked_again(shop: str) -> None:
    code, shown = _at_a_terminal("scan", shop, answer=b"\x03")
    assert code == 130
    assert "interrupted" in shown
