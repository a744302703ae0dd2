"""A seccomp filter in the making: which system calls are refused, and under which condition."""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass, field

from core.render.sandbox import kernel
from core.render.sandbox.syscalls import AUDIT_ARCHITECTURE, X32_BIT, number

_LOAD, _AND, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ENOSYS = 38
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_FILTER = 1


@dataclass(frozen=True, slots=True)
class Is:
    """The condition that an argument, counted from 0, masked, is one of these numbers."""

    argument: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class IsNot:
    """The condition that an argument, counted from 0, is none of these numbers."""

    argument: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """The condition that an argument, counted from 0, has any of these bits set."""

    argument: int
    bits: int


Condition = Is | IsNot | Has


@dataclass(slots=True)
class Filter:
    """Refuses what it is told to and allows the rest; calls of another architecture end the process.

    The kernel compares 32 bits at a time. The arguments that are looked at here are all ints to it.
    """

    _code: list[tuple[int, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._add(_LOAD, _ARCHITECTURE)
        self._add(_EQUAL, AUDIT_ARCHITECTURE, then=1)
        self._add(_RETURN, _KILL)
        self._add(_LOAD, _NUMBER)
        if kernel.MACHINE == "x86_64":
            self._add(_AT_LEAST, X32_BIT, otherwise=1)
            self._add(_RETURN, _ERROR | _ENOSYS)

    def refuse(self, name: str, error: int, *conditions: Condition) -> None:
        """Answer a call with this error where all the conditions hold; 0 pretends success."""
        call = number(name)
        if call is None:
            return
        body: list[tuple[int, int, int, int]] = []
        for condition in reversed(conditions):
            body = _test(condition, len(body) + 1) + body
        body.append((_RETURN, 0, 0, _ERROR | error))
        if conditions:
            body.append((_LOAD, 0, 0, _NUMBER))
        self._add(_EQUAL, call, otherwise=len(body))
        self._code += body

    def load(self) -> None:
        """Put the filter on this process and on all that it starts, for good. Raises OSError."""
        code = [*self._code, (_RETURN, 0, 0, _ALLOW)]
        program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in code))
        head = struct.pack("HxxxxxxQ", len(code), ctypes.addressof(program))
        kernel.no_new_privileges()
        kernel.call(_SECCOMP[kernel.MACHINE], _SET_FILTER, 0, head)

    def _add(self, what: int, value: int, then: int = 0, otherwise: int = 0) -> None:
        self._code.append((what, then, otherwise, value))


def _test(condition: Condition, past: int) -> list[tuple[int, int, int, int]]:
    """Go on behind this where the condition holds, and otherwise `past` steps further."""
    load = (_LOAD, 0, 0, _ARGUMENTS + 8 * condition.argument)
    match condition:
        case Has(bits=bits):
            return [load, (_ANY_BIT, 0, past, bits)]
        case Is(values=values, mask=mask):
            last = len(values) - 1
            found = [(_EQUAL, last - i, past if i == last else 0, value) for i, value in enumerate(values)]
            return [load, (_AND, 0, 0, mask), *found]
        case IsNot(values=values):
            last = len(values) - 1
            return [load, *((_EQUAL, past + last - i, 0, value) for i, value in enumerate(values))]
