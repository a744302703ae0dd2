"""Which system calls a job may not make: what scenes never need and attacks do."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass

from core.render.sandbox.bpf import Filter, Has, Is, IsNot

_PERMANENT = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd"),
    *("pidfd_send_signal", "process_madvise", "process_mrelease", "move_pages", "migrate_pages"),
    *("sched_setscheduler", "sched_setparam", "sched_setattr", "sched_setaffinity", "ioprio_set"),
    *("setsid", "setpgid", "unshare", "setns", "mount", "umount2", "pivot_root", "chroot"),
    *("fsopen", "fsconfig", "fsmount", "fspick", "open_tree", "open_tree_attr", "move_mount"),
    *("mount_setattr", "listmount", "statmount", "bpf", "perf_event_open", "userfaultfd"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "add_key", "request_key"),
    *("keyctl", "personality", "modify_ldt", "iopl", "ioperm", "mbind", "set_mempolicy"),
    *("get_mempolicy", "set_mempolicy_home_node", "lookup_dcookie", "nfsservctl", "uselib"),
    *("ustat", "sysfs", "vhangup", "vmsplice", "fanotify_init", "inotify_init", "inotify_init1"),
    *("name_to_handle_at", "open_by_handle_at", "init_module", "finit_module", "delete_module"),
    *("kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff", "sethostname"),
    *("setdomainname", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "quotactl"),
    *("quotactl_fd", "acct", "syslog", "memfd_create", "memfd_secret", "shmget", "shmat"),
    *("shmctl", "semget", "semctl", "semop", "semtimedop", "msgget", "msgctl", "msgsnd"),
    *(
        "msgrcv",
        "mq_open",
        "mq_unlink",
        "mknod",
        "mknodat",
        "socket",
        "connect",
        "bind",
        "sendmsg",
        "sendmmsg",
    ),
)

_OF_FILES = (
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat"),
    *("utime", "utimes", "futimesat", "utimensat", "setxattr", "lsetxattr", "fsetxattr"),
    *("setxattrat", "removexattr", "lremovexattr", "fremovexattr", "removexattrat"),
    "file_setattr",
)

_SIGNALS = ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")

_NEW_NAMESPACES = 0x7E020000
_UNIX, _STREAM = 1, 1
_OF_SOCKETS = (os.O_CLOEXEC, os.O_NONBLOCK, os.O_CLOEXEC | os.O_NONBLOCK)
_TYPE_TO_TERMINAL, _CONSOLE = 0x5412, 0x541C
_SET_OWNER, _SET_SIGNAL, _SET_OWNER_EX = 8, 10, 15
_SET_DUMPABLE = 4
_PRIORITY_OF_PROCESS = 0


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the other means leave open, so that the filter has to close it."""

    signals: bool
    """Other processes could be signalled: no namespace hides them, and Landlock does not know signals."""
    attributes: bool
    """Modes, owners and times of files outside could be changed: no read-only root is around the job."""
    truncation: bool
    """Files that may only be read could be cut short: Landlock is too old to know that."""


def restrict(gaps: Gaps) -> None:
    """Refuse these calls from now on, in this process and all that it starts. Raises OSError."""
    made = Filter()
    for name in _PERMANENT:
        made.refuse(name, errno.EPERM)
    # The C library falls back to clone, whose flags can be looked at; those of clone3 lie in memory.
    made.refuse("clone3", errno.ENOSYS)
    made.refuse("clone", errno.EPERM, Has(0, _NEW_NAMESPACES))
    # A pair may talk to itself only: one of datagrams could send elsewhere, one that hands over open files
    # would hide them from the monitor.
    made.refuse("socketpair", errno.EPERM, IsNot(0, (_UNIX,)))
    made.refuse("socketpair", errno.EPERM, IsNot(1, (_STREAM, *(_STREAM | flags for flags in _OF_SOCKETS))))
    made.refuse("ioctl", errno.EPERM, Is(1, (_TYPE_TO_TERMINAL, _CONSOLE)))
    # Whoever cannot be looked into cannot be weighed by the monitor either.
    made.refuse("prctl", errno.EPERM, Is(0, (_SET_DUMPABLE,)))
    itself = os.getpid()
    made.refuse("prlimit64", errno.EPERM, IsNot(0, (0, itself)))
    made.refuse("setpriority", errno.EPERM, IsNot(0, (_PRIORITY_OF_PROCESS,)))
    made.refuse("setpriority", errno.EPERM, IsNot(1, (0, itself)))
    if gaps.signals:
        _close_signals(made, itself)
    if gaps.attributes:
        # Touching a file tries to set its time to now, and makes one where that fails.
        made.refuse("utimensat", errno.EPERM, Is(2, (0,)))
        # Copying a file sets its mode and time; who is told that it worked goes on.
        for name in _OF_FILES:
            made.refuse(name, 0)
    if gaps.truncation:
        made.refuse("truncate", errno.EACCES)
        made.refuse("openat2", errno.ENOSYS)
        for name, flags in (("open", 1), ("openat", 2)):
            made.refuse(name, errno.EACCES, Has(flags, os.O_TRUNC), Is(flags, (os.O_RDONLY,), os.O_ACCMODE))
    made.load()


def _close_signals(made: Filter, itself: int) -> None:
    """Leave the job signals to itself and to its group, which it cannot leave and nobody else is in."""
    group = (0, itself, -itself & 0xFFFFFFFF)
    for name in _SIGNALS:
        made.refuse(name, errno.EPERM, IsNot(0, group))
    made.refuse("tkill", errno.EPERM)
    made.refuse("fcntl", errno.EPERM, Is(1, (_SET_OWNER, _SET_SIGNAL, _SET_OWNER_EX)))
