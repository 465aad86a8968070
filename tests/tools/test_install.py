"""Installing says how far it is, and on failure what pip said."""

import io
import subprocess
import sys
from pathlib import Path

from config import PROJECT
from tools.install import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_each_package_and_a_log_only_the_stages() -> None:
    for out, seen in ((Terminal(), True), (io.StringIO(), False)):
        progress = Progress(3, out)
        progress.note(
            "Ignoring async-timeout: markers 'python_full_version < \"3.11.3\"' don't match your environment"
        )
        progress.note("Collecting flask==3.1.2 (from -r requirements.txt (line 7))")
        progress.note("Installing collected packages: flask, rq")
        progress.end("done in 1 s")
        assert ("1 of 2: flask" in out.getvalue()) is seen
        assert "all 2 fetched, installing them" in out.getvalue()
        assert "done in 1 s" in out.getvalue()


def test_what_pip_complains_of_is_shown(tmp_path: Path) -> None:
    """A pin without a hash is refused before any network is asked."""
    (tmp_path / "wrong.txt").write_text("flask==3.1.2\n")
    argv = [sys.executable, "-m", "tools.install", str(tmp_path / "wrong.txt")]
    done = subprocess.run(argv, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode != 0
    assert "Installing the packages of wrong.txt" in done.stdout
    assert "pip could not install them. It said:" in done.stdout
    assert "hash" in done.stdout
