"""Signalling, stopping and slowing others; each attack on the decoy has a signal of its own."""

from tests.attacks.case import Case

CASES = (
    Case("kill", "os.kill(WORLD.pid, 40)", touches="signal 40"),
    Case("kill-group", "os.killpg(WORLD.pid, 41)", touches="signal 41"),
    Case("tgkill", 'call("tgkill", WORLD.pid, WORLD.pid, 42)', touches="signal 42"),
    Case("tkill", 'call("tkill", WORLD.pid, 43)', touches="signal 43"),
    Case(
        "pidfd",
        """
        held = os.pidfd_open(WORLD.pid)
        call("pidfd_send_signal", held, 44, None, 0)
        """,
        touches="signal 44",
    ),
    Case(
        "queued",
        """
        call("rt_sigqueueinfo", WORLD.pid, 45, struct.pack("iii", 45, 0, -1) + bytes(116))
        """,
        touches="signal 45",
    ),
    Case(
        "queued-to-thread",
        """
        call("rt_tgsigqueueinfo", WORLD.pid, WORLD.pid, 46, struct.pack("iii", 46, 0, -1) + bytes(116))
        """,
        touches="signal 46",
    ),
    Case("everybody", "os.kill(-1, signal.SIGCONT)", touches="signal 18", control=False),
    Case(
        "by-descriptor-owner",
        """
        reading, writing = os.pipe()
        fcntl.fcntl(reading, fcntl.F_SETOWN, WORLD.pid)
        fcntl.fcntl(reading, 10, 47)
        fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
        os.write(writing, b"x")
        """,
        touches="signal 47",
    ),
    Case(
        "by-descriptor-owner-ex",
        """
        reading, writing = os.pipe()
        fcntl.fcntl(reading, 15, struct.pack("ii", 1, WORLD.pid))
        fcntl.fcntl(reading, 10, 48)
        fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
        os.write(writing, b"x")
        """,
        touches="signal 48",
    ),
    Case(
        "by-lease",
        """
        opened = os.open(WORLD.target + "/file", os.O_RDONLY)
        fcntl.fcntl(opened, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        escaped("holds a lease on a file outside")
        """,
    ),
    Case(
        "by-program",
        'subprocess.run(["sh", "-c", f"kill -49 {WORLD.pid}"], check=False)',
        touches="signal 49",
    ),
    Case(
        "from-grandchild",
        """
        def reach():
            if os.fork() == 0:
                os.kill(WORLD.pid, 50)
                os._exit(0)
        alone(reach)
        time.sleep(0.1)
        """,
        touches="signal 50",
    ),
    Case(
        "host",
        """
        os.kill(WORLD.host, signal.SIGURG)
        escaped("the host takes its signals")
        """,
    ),
    Case(
        "studio",
        """
        os.kill(WORLD.studio, signal.SIGURG)
        escaped("the studio takes its signals")
        """,
    ),
    Case("stop-supervisor", "os.kill(os.getppid(), signal.SIGSTOP)", must_finish=True, control=False),
    Case("kill-supervisor", "os.kill(os.getppid(), signal.SIGKILL)", must_finish=True),
    Case("interrupt-supervisor", "os.kill(os.getppid(), signal.SIGINT)", must_finish=True),
    Case("crash-supervisor", "os.kill(os.getppid(), signal.SIGSEGV)", must_finish=True),
    Case(
        "kill-supervisors-group",
        """
        group = os.getpgid(os.getppid())
        if group:  # else it is out of sight, and 0 would be the attack's own
            os.killpg(group, signal.SIGKILL)
        """,
        must_finish=True,
    ),
    Case("kill-supervisors-thread", 'call("tkill", os.getppid(), 9)', must_finish=True),
    Case(
        "signals-to-supervisor-by-pipe",
        """
        reading, writing = os.pipe()
        fcntl.fcntl(reading, fcntl.F_SETOWN, os.getppid())
        fcntl.fcntl(reading, 10, signal.SIGKILL)
        fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
        os.write(writing, b"x")
        """,
        must_finish=True,
    ),
    Case(
        "sibling-of-itself",
        """
        pid = call("clone", 0x8000 | signal.SIGCHLD, 0, 0, 0, 0)
        if pid == 0:
            os._exit(3)
        """,
        must_finish=True,
    ),
    Case(
        "sibling-that-signals-at-its-end",
        """
        pid = call("clone", 0x8000 | signal.SIGKILL, 0, 0, 0, 0)
        if pid == 0:
            os._exit(3)
        """,
        must_finish=True,
    ),
    Case(
        "child-that-signals-at-its-end",
        """
        def parent():
            pid = call("clone", signal.SIGKILL, 0, 0, 0, 0)
            if pid == 0:
                os._exit(3)
            os._exit(0)
        alone(parent)
        time.sleep(0.1)
        """,
        must_finish=True,
    ),
    Case("priority", "os.setpriority(os.PRIO_PROCESS, WORLD.pid, 11)", touches="priority is 11"),
    Case(
        "priority-of-user",
        "os.setpriority(os.PRIO_USER, os.stat(WORLD.secret).st_uid, 12)",
        touches="priority is 12",
        control=False,
    ),
    Case("priority-of-group", "os.setpriority(os.PRIO_PGRP, WORLD.pid, 13)", touches="priority is 13"),
    Case(
        "own-priority",
        """
        os.setpriority(os.PRIO_PROCESS, 0, -10)
        escaped("is preferred to others")
        """,
    ),
    Case("affinity", "os.sched_setaffinity(WORLD.pid, {0})", touches="affinity is [0]"),
    Case(
        "scheduler",
        "os.sched_setscheduler(WORLD.pid, os.SCHED_BATCH, os.sched_param(0))",
        touches="scheduler is 3",
    ),
    Case(
        "own-scheduler",
        """
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
        escaped("is served before everybody")
        """,
    ),
    Case("disk-priority", 'call("ioprio_set", 1, WORLD.pid, 3 << 13)', touches="io is 24576"),
    Case(
        "limits",
        "resource.prlimit(WORLD.pid, resource.RLIMIT_CORE, (0, 0))",
        touches="core limit is 0",
    ),
    Case(
        "badness",
        'Path(f"/proc/{WORLD.pid}/oom_score_adj").write_text("500")',
        touches="badness is 500",
    ),
)
