"""Memory and work of a process and of those that it started."""

import os
import subprocess
import sys
import time

from benchmarks.memory import tree, weigh, worked

CHILD = [sys.executable, "-c", "import subprocess; subprocess.run(['sleep', '20'])"]


def test_children_count_each_once() -> None:
    with subprocess.Popen(CHILD) as process:
        deadline = time.monotonic() + 10
        while len(tree(process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        pids = tree(process.pid)
        weight = weigh([process.pid, pids[-1]])
        for pid in reversed(pids):
            os.kill(pid, 15)
    assert len(pids) == 2
    assert weight.processes == 2
    assert 0 < weight.pss <= weight.rss


def test_work_grows() -> None:
    before = worked([os.getpid()])
    sum(number * number for number in range(3_000_000))
    assert worked([os.getpid()]) > before


def test_a_process_that_ended_weighs_nothing() -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    assert weigh([process.pid]).rss == 0
    assert worked([process.pid]) == 0
