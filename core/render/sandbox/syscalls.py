"""The numbers of system calls, from the kernel's tables for x86-64 and for arm64."""

from __future__ import annotations

from core.render.sandbox.kernel import MACHINE

# name: (x86-64, arm64); None where an architecture has no such call.
_TABLE: dict[str, tuple[int | None, int | None]] = {
    # Looking into other processes, and changing them
    **{"ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271)},
    **{"kcmp": (312, 272), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424)},
    **{"process_madvise": (440, 440), "process_mrelease": (448, 448), "move_pages": (279, 239)},
    **{"migrate_pages": (256, 238), "setpriority": (141, 140), "ioprio_set": (251, 30)},
    **{"sched_setscheduler": (144, 119), "sched_setparam": (142, 118), "sched_setattr": (314, 274)},
    **{"sched_setaffinity": (203, 122), "prlimit64": (302, 261)},
    **{"kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131)},
    **{"rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240)},
    # Leaving the group that one signal ends
    **{"setsid": (112, 157), "setpgid": (109, 154)},
    # Namespaces, mounts, roots
    **{"unshare": (272, 97), "setns": (308, 268), "clone": (56, 220), "clone3": (435, 435)},
    **{"mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51)},
    **{"fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433)},
    **{"open_tree": (428, 428), "open_tree_attr": (467, 467), "move_mount": (429, 429)},
    **{"mount_setattr": (442, 442), "listmount": (458, 458), "statmount": (457, 457)},
    # Parts of the kernel that scenes never need, and attacks do
    **{"bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282)},
    **{"io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427)},
    **{"add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219)},
    **{"personality": (135, 92), "modify_ldt": (154, None), "iopl": (172, None), "ioperm": (173, None)},
    **{"mbind": (237, 235), "set_mempolicy": (238, 237), "get_mempolicy": (239, 236)},
    **{"set_mempolicy_home_node": (450, 450), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42)},
    **{"uselib": (134, None), "ustat": (136, None), "sysfs": (139, None), "vhangup": (153, 58)},
    **{"vmsplice": (278, 75), "fanotify_init": (300, 262), "inotify_init": (253, None)},
    **{"inotify_init1": (294, 26), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265)},
    # The machine itself
    **{"init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106)},
    **{"kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142)},
    **{"swapon": (167, 224), "swapoff": (168, 225), "sethostname": (170, 161), "setdomainname": (171, 162)},
    **{"settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171)},
    **{"clock_adjtime": (305, 266), "quotactl": (179, 60), "quotactl_fd": (443, 443), "acct": (163, 89)},
    **{"syslog": (103, 116)},
    # Memory that no monitor sees, and talk with others
    **{"memfd_create": (319, 279), "memfd_secret": (447, 447)},
    **{"shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195)},
    **{"semget": (64, 190), "semctl": (66, 191), "semop": (65, 193), "semtimedop": (220, 192)},
    **{"msgget": (68, 186), "msgctl": (71, 187), "msgsnd": (69, 189), "msgrcv": (70, 188)},
    **{"mq_open": (240, 180), "mq_unlink": (241, 181)},
    **{"socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200)},
    **{"sendmsg": (46, 211), "sendmmsg": (307, 269)},
    **{"ioctl": (16, 29), "fcntl": (72, 25), "prctl": (157, 167)},
    # Files: devices; what Landlock leaves open
    **{"mknod": (133, None), "mknodat": (259, 33)},
    **{"chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452)},
    **{"chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54)},
    **{"utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88)},
    **{"setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463)},
    **{"removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16)},
    **{"removexattrat": (466, 466), "file_setattr": (469, 469)},
    **{"truncate": (76, 45), "open": (2, None), "openat": (257, 56), "openat2": (437, 437)},
}

_COLUMNS = {"x86_64": 0, "aarch64": 1}

KNOWN = MACHINE in _COLUMNS
"""Whether the numbers of this machine's system calls are known."""

AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}.get(MACHINE, 0)
"""How the kernel names this machine's own kind of system calls, from linux/audit.h."""

X32_BIT = 0x40000000
"""Set in the numbers of x32, a second set of calls that x86-64 kernels may have."""


def number(name: str) -> int | None:
    """The number of a system call here; None where the machine has none of that name."""
    return _TABLE[name][_COLUMNS[MACHINE]] if KNOWN else None
