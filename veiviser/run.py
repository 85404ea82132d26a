"""`veiviser run`: prepares in a process of its own, whose memory ends with it, and then watches over the service."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType

from api.settings import Settings
from veiviser.paths import ROOT
from veiviser.ports import PortTaken
from veiviser.secret import actions_secret
from veiviser.supervisor import PartEnded, Supervisor, require_ports


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def stop_on_signals() -> None:
    """SIGTERM stops as Ctrl-C does, at whatever point: nothing that was started may outlive this process."""
    signal.signal(signal.SIGTERM, _interrupt)


def _prepare() -> bool:
    """Prepares in a child process; it ends with us."""
    child = subprocess.Popen([sys.executable, "-m", "veiviser", "prepare"], cwd=ROOT)
    try:
        return child.wait() == 0
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def run_all(progress: Callable[[str], None]) -> int:
    """What `make run` does after the set-up. 0 after a signal, 1 when something failed (with a line that says what)."""
    settings = Settings()
    supervisor: Supervisor | None = None
    stop_on_signals()
    try:
        require_ports(settings)
        if not _prepare():
            return 1
        supervisor = Supervisor(settings, actions_secret(settings), progress)
        supervisor.start()
        took = supervisor.wait_ready()
        progress(f"ready after {took:.0f} s: http://{settings.host}:{settings.port}/  (Ctrl-C stops everything)")
        return supervisor.run()
    except (PortTaken, PartEnded, OSError) as error:
        progress(str(error))
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        if supervisor is not None:
            supervisor.stop()
