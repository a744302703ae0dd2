"""What the level of isolation means for the owner: what the doctor says of it, and who may be let in."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from pathlib import Path

from core.errors import BadSetting, MachineError
from core.finding import Finding
from core.model import Isolation, Severity
from core.render.sandbox.means import Means
from core.render.sandbox.probe import Probe

ENOUGH = Isolation.CONFINED
"""The level from which on a script that somebody else wrote may be rendered, and the studio be reached."""

EVERYWHERE = "0.0.0.0"
"""Where a server listens that was not told where to."""

_BRIEFLY = {
    Isolation.NONE: "Scripts run without walls and limits here (level 0)",
    Isolation.LIMITED: "Scripts are only limited here (level 1)",
    Isolation.CONFINED: "Scripts run confined (level 2)",
    Isolation.ISOLATED: "Scripts run isolated (level 3)",
}
_MEANING = {
    Isolation.NONE: "they can do whatever you can do.",
    Isolation.LIMITED: (
        "nothing keeps them from your files and your network. Render only what you would also run by hand."
    ),
    Isolation.CONFINED: (
        "each can change its own folder only, and reaches no network, no key and no file of yours."
    ),
    Isolation.ISOLATED: (
        "each in a small read-only root of its own, with one folder to write to, and without network, keys "
        "and sight of other processes."
    ),
}
_KNOBS = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "kernel.apparmor_restrict_unprivileged_userns=0"),
    ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
    ("user/max_user_namespaces", "0", "user.max_user_namespaces=10000"),
)
"""What distributions turn off: the place, the value that refuses namespaces, and what allows them."""


def examine_isolation(minimum: Isolation, ask: Callable[[], Probe]) -> Finding:
    """Find out how scripts are isolated, and say it; a machine that cannot tell renders nothing either."""
    try:
        probe = ask()
    except MachineError as error:
        return Finding("isolation", False, error.sentence)
    return isolation_finding(probe, minimum)


def isolation_finding(probe: Probe, minimum: Isolation, knobs: Path = Path("/proc/sys")) -> Finding:
    """What the doctor says of how scripts are isolated; `knobs` is where the kernel tells its settings."""
    level = probe.level
    said = [f"{_BRIEFLY[level]}: {_MEANING[level]}"]
    missing = [step.name for step in probe.steps if not step.ok]
    if level < Isolation.ISOLATED and missing:
        said.append(f"Not here: {', '.join(missing)}. docs/security.md says what they take.")
    if level < minimum:
        said.append(f"SANDBOX_MIN is {minimum:d}, so nothing is rendered; lower it, or use another machine.")
    ok = level >= max(ENOUGH, minimum)
    return Finding(
        "isolation",
        ok,
        " ".join(said),
        None if ok else _mend(missing, knobs),
        Severity.ERROR if level < minimum else Severity.WARNING,
        probe.steps,
    )


def check_address(address: str | None, level: Isolation, allow_weak: bool) -> None:
    """Refuse to be reached from elsewhere where scripts are less than confined. Raises BadSetting.

    `address` is where the server would listen, None for everywhere.
    """
    if allow_weak or level >= ENOUGH or is_loopback(address):
        return
    raise BadSetting(
        f"{_BRIEFLY[level]}, and the studio would listen on {address or EVERYWHERE}. Start it with "
        "HOST=127.0.0.1 (--server.address 127.0.0.1), or in a virtual machine as docs/security.md describes, "
        "or set ALLOW_WEAK_SANDBOX=1 if only people that you trust can reach it."
    )


def is_loopback(address: str | None) -> bool:
    """Whether only this machine reaches what listens there; a name that is not known might lead anywhere."""
    if address is None:
        return False
    name = address.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _mend(missing: list[str], knobs: Path) -> str | None:
    """The command after which namespaces work, where it is a setting of the kernel that refuses them."""
    if Means.NAMESPACES not in missing:
        return None
    found = [allow for place, refusing, allow in _KNOBS if _value(knobs / place) == refusing]
    return f"sudo sysctl -w {' '.join(found)}" if found else None


def _value(place: Path) -> str | None:
    try:
        return place.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
