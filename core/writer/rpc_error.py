"""Reading the error that Google's services answer with (google.rpc.Status as JSON)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.writer.faults import Fault, ServiceFault

_SECONDS = re.compile(r"([\d.]+)s")
_DAILY = re.compile(r"per_?day", re.IGNORECASE)


def refusal(
    code: int, words: str, details: Sequence[object], retry_after: float | None = None
) -> ServiceFault:
    """The fault behind an HTTP status, a message and google.rpc details; one delay is enough."""
    reason, asked, daily = "", retry_after, False
    for detail in details:
        if not isinstance(detail, dict):
            continue
        reason = str(detail.get("reason", reason))
        found = _SECONDS.fullmatch(str(detail.get("retryDelay", "")))
        asked = float(found[1]) if found and found[1].count(".") < 2 else asked
        violations = detail.get("violations")
        for violation in violations if isinstance(violations, list) else ():
            daily = daily or _DAILY.search(str(violation)) is not None
    # 499 is a call that somebody on the way gave up: a cut, not an answer.
    kind = Fault.CUT if code == 499 else Fault.REFUSED
    return ServiceFault(kind, words, code=code, reason=reason, retry_after=asked, daily=daily)


def refusal_in(code: int, body: object, retry_after: float | None = None) -> ServiceFault:
    """The refusal in an answer's JSON, which a stream wraps in an array; anything else says nothing."""
    if isinstance(body, list) and body:
        body = body[0]
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return refusal(code, "", (), retry_after)
    details = error.get("details")
    stated = error.get("code")
    return refusal(
        stated if isinstance(stated, int) and 400 <= stated < 600 else code,
        str(error.get("message", "")),
        details if isinstance(details, list) else (),
        retry_after,
    )
