"""What a level of isolation means: for the doctor's finding, and for where the server may listen."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadSetting
from core.finding import Finding
from core.isolation import check_address, is_loopback, isolation_finding
from core.model import Isolation, Severity
from core.render.sandbox.means import ALL, Means, level_of
from core.render.sandbox.probe import Probe, ProbeStep

CONFINED = {Means.LIMITS, Means.SECCOMP, Means.LANDLOCK}


def found(means: set[Means] | frozenset[Means]) -> Probe:
    """A probe in which these means worked."""
    steps = (ProbeStep(each, each in means, f"About {each}.") for each in Means)
    return Probe(level_of(means), tuple(steps))


@pytest.fixture
def knobs(tmp_path: Path) -> Path:
    """A machine whose kernel refuses namespaces by two of its settings."""
    for name, value in (
        ("kernel/apparmor_restrict_unprivileged_userns", "1\n"),
        ("kernel/unprivileged_userns_clone", "1\n"),
        ("user/max_user_namespaces", "0\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(value, "ascii")
    return tmp_path


def test_isolated_scripts_are_well() -> None:
    probe = found(ALL)
    finding = isolation_finding(probe, Isolation.ISOLATED)
    assert finding == Finding("isolation", True, finding.sentence, steps=probe.steps, level=Severity.WARNING)
    assert finding.sentence.startswith("Scripts run isolated (level 3): ")


def test_confined_scripts_are_well_and_what_is_missing_is_named(knobs: Path) -> None:
    finding = isolation_finding(found(CONFINED | {Means.IDENTITY}), Isolation.LIMITED, knobs)
    assert (finding.ok, finding.mend) == (True, None)
    assert finding.sentence.startswith("Scripts run confined (level 2): ")
    assert finding.sentence.endswith("Not here: namespaces. docs/security.md says what they take.")


def test_scripts_that_are_only_limited_are_a_warning_with_what_the_kernel_refuses(knobs: Path) -> None:
    finding = isolation_finding(found({Means.LIMITS}), Isolation.LIMITED, knobs)
    assert (finding.ok, finding.level) == (False, Severity.WARNING)
    assert finding.sentence.startswith("Scripts are only limited here (level 1): ")
    assert finding.mend == (
        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 user.max_user_namespaces=10000"
    )


def test_where_no_setting_of_the_kernel_refuses_there_is_no_command(tmp_path: Path) -> None:
    assert isolation_finding(found({Means.LIMITS}), Isolation.LIMITED, tmp_path / "none").mend is None


@pytest.mark.parametrize("means", [set(), {Means.LIMITS}, CONFINED], ids=["none", "limited", "confined"])
def test_below_the_minimum_it_is_an_error(means: set[Means]) -> None:
    finding = isolation_finding(found(means), Isolation.ISOLATED)
    assert (finding.ok, finding.level) == (False, Severity.ERROR)
    assert "SANDBOX_MIN is 3, so nothing is rendered" in finding.sentence


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LocalHost", True),
        (None, False),
        ("", False),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("127.0.0.1.example.org", False),
        ("localhost.example.org", False),
        ("unix:///run/studio", False),
    ],
)
def test_loopback_is_known_by_its_address(address: str | None, loopback: bool) -> None:
    assert is_loopback(address) is loopback


def test_a_studio_with_weak_walls_is_not_to_be_reached_from_elsewhere() -> None:
    for address, said in ((None, "0.0.0.0"), ("192.168.1.2", "192.168.1.2")):
        with pytest.raises(BadSetting) as refusal:
            check_address(address, Isolation.LIMITED, allow_weak=False)
        assert refusal.value.sentence == (
            f"Scripts are only limited here (level 1), and the studio would listen on {said}. Start it with "
            "HOST=127.0.0.1 (--server.address 127.0.0.1), or in a virtual machine as docs/security.md "
            "describes, or set ALLOW_WEAK_SANDBOX=1 if only people that you trust can reach it."
        )


@pytest.mark.parametrize(
    ("address", "level", "allow_weak"),
    [
        ("127.0.0.1", Isolation.NONE, False),
        (None, Isolation.LIMITED, True),
        ("0.0.0.0", Isolation.CONFINED, False),
        (None, Isolation.ISOLATED, False),
    ],
)
def test_the_others_are(address: str | None, level: Isolation, allow_weak: bool) -> None:
    check_address(address, level, allow_weak)
