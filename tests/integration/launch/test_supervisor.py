"""The supervisor: brings back what dies, gives up on what cannot live, stops when told."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from feedback.launch import supervisor as supervising
from feedback.launch.child import Child
from feedback.launch.say import LaunchError
from feedback.launch.stopping import StopRequest
from feedback.launch.supervisor import Supervisor, stop_all


def child_that(tmp_path: Path, program: str, **words) -> Child:
    return Child(
        name="child",
        argv=[sys.executable, "-c", program],
        log=tmp_path / "child.log",
        env=os.environ,
        cwd=tmp_path,
        **words,
    )


def look_until(supervisor: Supervisor, condition, seconds: float = 20) -> None:
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up
        supervisor.look()
        time.sleep(0.05)


def test_a_killed_process_is_started_again_and_the_person_told(tmp_path, capsys):
    child = child_that(tmp_path, "import time; time.sleep(600)")
    child.start()
    supervisor = Supervisor([child], StopRequest())
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    try:
        look_until(supervisor, lambda: child.alive and child.process.pid != first)
    finally:
        stop_all([child])
    assert "child died (killed by SIGKILL); starting it again in 1 s" in capsys.readouterr().out


def test_a_process_that_always_dies_at_once_is_given_up_with_the_end_of_its_log(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(supervising, "LONGEST_DELAY", 0.0)
    child = child_that(tmp_path, "raise SystemExit('không có hàng đợi')")
    child.start()
    supervisor = Supervisor([child], StopRequest())
    with pytest.raises(LaunchError, match=r"died 5 times at once \(exit code 1\)[\s\S]*hàng đợi"):
        look_until(supervisor, lambda: False)


def test_delays_grow_from_death_to_death(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(supervising, "GIVE_UP_AFTER", 3)
    child = child_that(tmp_path, "raise SystemExit(1)")
    child.start()
    with pytest.raises(LaunchError):
        look_until(Supervisor([child], StopRequest()), lambda: False)
    said = capsys.readouterr().out
    assert said.index("again in 1 s") < said.index("again in 2 s")


def test_a_process_that_will_not_end_is_killed(tmp_path):
    program = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    program += "print('deaf', flush=True); time.sleep(600)"
    child = child_that(tmp_path, program, patience=0.3)
    child.start()
    while "deaf" not in child.last_lines():
        time.sleep(0.02)
    child.stop()
    assert child.how_it_ended() == "killed by SIGKILL"


def test_all_are_asked_to_end_once_so_that_work_in_hand_is_finished(tmp_path):
    program = "import signal, time\n"
    program += "signal.signal(signal.SIGTERM, lambda *_: print('asked', flush=True))\n"
    program += "print('at work', flush=True)\n"
    program += "while True: time.sleep(1)\n"
    child = child_that(tmp_path, program, patience=1.5)
    child.start()
    while "at work" not in child.last_lines():
        time.sleep(0.02)
    stop_all([child])
    assert child.last_lines().count("asked") == 1


def test_a_long_log_is_put_aside(tmp_path):
    child = child_that(tmp_path, "print('new')")
    child.log.write_bytes(b"x" * 10_000_001)
    child.start()
    child.process.wait()
    assert child.log.read_text() == "new\n"
    assert child.log.with_suffix(".old.log").stat().st_size == 10_000_001


def test_a_request_to_stop_ends_the_watch():
    with StopRequest().listening() as stop_request:
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
        Supervisor([], stop_request).keep_alive()
    assert stop_request
