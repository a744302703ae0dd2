"""The numbers of the system calls that attacks make, independent of the sandbox's own table."""

from __future__ import annotations

import platform

# name: (x86-64, arm64); None where an architecture has no such call.
_TABLE: dict[str, tuple[int | None, int | None]] = {
    **{"ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271)},
    **{"pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424)},
    **{"process_madvise": (440, 440), "prlimit64": (302, 261), "kcmp": (312, 272)},
    **{"tkill": (200, 130), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138)},
    **{"rt_tgsigqueueinfo": (297, 240), "ioprio_set": (251, 30), "sched_setattr": (314, 274)},
    **{"migrate_pages": (256, 238), "clone": (56, 220), "clone3": (435, 435), "setns": (308, 268)},
    **{"mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "unshare": (272, 97)},
    **{"fsopen": (430, 430), "fspick": (433, 433), "open_tree": (428, 428), "move_mount": (429, 429)},
    **{"bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282)},
    **{"io_uring_setup": (425, 425), "add_key": (248, 217), "keyctl": (250, 219), "request_key": (249, 218)},
    **{"personality": (135, 92), "fanotify_init": (300, 262), "inotify_init1": (294, 26)},
    **{"name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "init_module": (175, 105)},
    **{"kexec_load": (246, 104), "reboot": (169, 142), "swapon": (167, 224), "sethostname": (170, 161)},
    **{"quotactl": (179, 60), "syslog": (103, 116), "memfd_create": (319, 279), "memfd_secret": (447, 447)},
    **{"shmget": (29, 194), "shmat": (30, 196), "semget": (64, 190), "semop": (65, 193)},
    **{"msgget": (68, 186), "msgsnd": (69, 189), "mq_open": (240, 180), "mq_timedsend": (242, 182)},
    **{"seccomp": (317, 277), "openat2": (437, 437), "renameat2": (316, 276), "vmsplice": (278, 75)},
    **{"landlock_create_ruleset": (444, 444), "landlock_add_rule": (445, 445)},
    **{"landlock_restrict_self": (446, 446), "fchmodat2": (452, 452), "chroot": (161, 51)},
    **{"socket": (41, 198), "truncate": (76, 45), "capset": (126, 91), "inotify_add_watch": (254, 27)},
}

_COLUMNS = {"x86_64": 0, "aarch64": 1}


def numbers() -> dict[str, int]:
    """Those that this machine has, by their names; none on a processor that is not known."""
    column = _COLUMNS.get(platform.machine())
    if column is None:
        return {}
    return {name: number for name, pair in _TABLE.items() if (number := pair[column]) is not None}


X32_BIT = 0x40000000
"""Set in the numbers of x32, a second set of calls that x86-64 kernels may have."""
