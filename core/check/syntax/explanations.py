"""What Python's complaints about a script mean, in words for people, and what may put them right."""

from __future__ import annotations

import re
from dataclasses import replace

from core.check.syntax.brackets import gap, outermost
from core.check.syntax.complaints import Complaint, Explain, Explanation, at, edit_in, said
from core.check.syntax.foreign_words import foreign_words
from core.model import Edit


def explain(complaint: Complaint) -> Explanation:
    """The explanation of a complaint; what nobody has words for is told as Python tells it."""
    foreign = foreign_words(complaint)
    if foreign is not None:
        return foreign
    for pattern, told in _MESSAGES:
        found = re.search(pattern, complaint.message)
        if found:
            return told(complaint, found)
    reason = complaint.message[:1].upper() + complaint.message[1:]
    return at(complaint, f"Python cannot read this line: {reason}. Correct it and render again.")


# What Python says.


def _never_closed(complaint: Complaint, found: re.Match[str]) -> Explanation:
    place = gap(complaint.lines, complaint.line, complaint.column)
    around = gap(complaint.lines, *outermost(complaint.lines, complaint.line, complaint.column))
    if place.at_end:
        sentence = f"The script breaks off here: the {found[1]} is never closed. Write the rest."
    else:
        sentence = (
            f"The {found[1]} here is never closed. Write {place.closing} at the end of line {place.line}."
        )
    ways = [edit_in(item.line, item.column, item.column, item.closing) for item in (place, around)]
    told = at(complaint, sentence, "Close the bracket", *ways)
    return replace(told, clear=not place.at_end)


def _unmatched(complaint: Complaint, found: re.Match[str]) -> Explanation:
    column = complaint.column
    sentence = f"This {found[1]} closes nothing. Delete it, or open a bracket before it."
    return at(complaint, sentence, f"Delete {found[1]}", edit_in(complaint.line, column, column + 1, ""))


def _mismatched(complaint: Complaint, found: re.Match[str]) -> Explanation:
    closing, opening = found[1], found[2]
    pair = {"(": ")", "[": "]", "{": "}"}[opening]
    where = re.search(r"on line (\d+)", complaint.message)
    place = f" from line {where[1]}" if where else ""
    sentence = f"This {closing} does not fit the {opening}{place}. Write {pair}, or close that one before."
    column = complaint.column
    return at(
        complaint,
        sentence,
        f"Write {pair}",
        edit_in(complaint.line, column, column, pair),
        edit_in(complaint.line, column, column + 1, pair),
        edit_in(complaint.line, column, column + 1, pair + pair),
    )


def _open_string(complaint: Complaint, found: re.Match[str]) -> Explanation:
    text = complaint.text
    start = re.match(r"[rbfuRBFU]{0,2}", text[complaint.column - 1 :])
    place = complaint.column - 1 + (len(start[0]) if start else 0)
    quote = text[place : place + 1]
    # What breaks off has text behind the quote; a quote too many has brackets at most.
    is_last = not any(line.strip() for line in complaint.lines[complaint.line :])
    breaks_off = is_last and text[place + 1 :].strip(")]},.: ") != ""
    if found[0].startswith("unterminated triple"):
        quote = text[place : place + 3]
        sentence = f"The text that begins here with {quote} is never closed. Write {quote} at its end."
        return at(complaint, sentence)
    if text.rstrip().rstrip(")],").endswith("\\" + quote):
        return at(
            complaint,
            f"The backslash before the last {quote} keeps this text open. Put a space between them.",
        )
    end = len(text.rstrip()) + 1
    closers = len(re.match(r"[)\],}]*", text.rstrip()[::-1])[0])  # type: ignore[index]
    ways = [edit_in(complaint.line, end - closers, end - closers, quote)]
    if breaks_off:
        opened = gap((text[:place],), 1, text.find("(") + 1).closing if "(" in text[:place] else ""
        ways = [edit_in(complaint.line, end, end, quote + opened)]
        return at(
            complaint,
            f"The script breaks off in a text that begins here with {quote}.",
            f"Write {quote}",
            *ways,
        )
    sentence = (
        f"The text that begins here with {quote} is not closed on its line. Write {quote} at its end; "
        "a quote within a text needs a backslash before it."
    )
    within = text[place + 1 :]
    keywords = _KEYWORDS.search(within)
    if keywords:
        before = place + 2 + keywords.start()
        ways.insert(0, edit_in(complaint.line, before, before, quote))
    told = at(complaint, sentence, f"Write {quote}", *ways)
    return replace(told, clear=quote not in within and _ENDS.search(within) is not None)


_KEYWORDS = re.compile(r",\s*[a-z_]{4,}=[\w.\[(*+-].*$")
"""What follows a text in a call: `, font_size=28)`; a formula in a text has shorter names."""
_ENDS = re.compile(r"\)[)\],}.]*\s*$")


def _colon(complaint: Complaint, _: re.Match[str]) -> Explanation:
    column = complaint.column
    end = len(complaint.text.partition("#")[0].rstrip()) + 1
    return at(
        complaint,
        "A colon is missing here. Write : at the end of the line.",
        "Write :",
        edit_in(complaint.line, end, end, ":"),
        edit_in(complaint.line, column, column, ":"),
    )


def _comma(complaint: Complaint, _: re.Match[str]) -> Explanation:
    text = complaint.text
    end = complaint.end_column if complaint.end_column > complaint.column else len(text)
    gaps = [
        place.start() + 1 for place in re.finditer(r"(?<=\S)[ \t]+(?=\S)|(?<=[\w)\]\"'])(?=[\"'(\[])", text)
    ]
    ways = [edit_in(complaint.line, place, place, ",") for place in gaps if complaint.column <= place <= end]
    return at(
        complaint,
        "Something is missing between two parts here, probably a comma.",
        "Write a comma",
        *ways[:8],
    )


def _no_block(complaint: Complaint, found: re.Match[str]) -> Explanation:
    line = int(found[2])
    what = {"function definition": "function", "class definition": "class"}.get(
        found[1], found[1].strip("' ")
    )
    head = complaint.lines[line - 1] if line <= len(complaint.lines) else ""
    indent = len(head) - len(head.lstrip()) + 4
    if not any(text.strip() for text in complaint.lines[line:]):
        sentence = f"The script breaks off here: the {what} has nothing in it. Write its lines, or pass."
        end = len(head) + 1
        return Explanation(
            sentence, line, 1, "Write pass", (edit_in(line, end, end, "\n" + " " * indent + "pass"),)
        )
    sentence = f"The {what} on line {line} has nothing in it. Begin its lines with {indent} spaces."
    first = complaint.text
    now = len(first) - len(first.lstrip())
    if re.match(r"\s*(?:def|class|@|async def)\b", first) or now < indent - 4:
        sentence = f"The {what} on line {line} has nothing in it. Write its lines, or pass."
        end = len(head) + 1
        made = edit_in(line, end, end, "\n" + " " * indent + "pass")
        return Explanation(sentence, line, 1, "Write pass", (made,))
    moved = []
    for number, text in enumerate(complaint.lines[complaint.line - 1 :], complaint.line):
        if text.strip() and (len(text) - len(text.lstrip()) < now or re.match(r"\s*(?:def|class|@)\b", text)):
            break
        if text.strip():
            moved.append(Edit(number, 1, number, 1, " " * (indent - now)))
    return at(complaint, sentence, "Move the lines", tuple(moved))


def _indent(complaint: Complaint, _: re.Match[str]) -> Explanation:
    """A line that goes in for no reason, or comes out to where nothing is."""
    text, before = complaint.text, complaint.lines[: complaint.line - 1]
    now = len(text) - len(text.lstrip())
    known = sorted({len(line) - len(line.lstrip()) for line in before[-_LOOK_BACK:] if line.strip()})
    last = next((len(line) - len(line.lstrip()) for line in reversed(before) if line.strip()), 0)
    near = sorted({last, *known}, key=lambda step: (abs(step - now), step != last))[:3]
    ways = [edit_in(complaint.line, 1, now + 1, " " * step) for step in near]
    sentence = f"This line begins with {now} spaces, which fits no line above it; the one before has {last}."
    return Explanation(sentence, complaint.line, 1, "Move the line", tuple(ways))


_LOOK_BACK = 50


def _statement(complaint: Complaint, found: re.Match[str]) -> Explanation:
    return at(complaint, f"{found[1]} is a function. Write {found[1]}( ) around what it takes.")


def _equals(complaint: Complaint, _: re.Match[str]) -> Explanation:
    signs = [item.start() + 1 for item in re.finditer(r"(?<![=!<>:+\-*/])=(?!=)", complaint.text)]
    ways = [edit_in(complaint.line, place, place + 1, "==") for place in signs]
    return at(complaint, "Here = would give a value. Write == to compare.", "Write ==", *ways[:3])


_MESSAGES: tuple[tuple[str, Explain], ...] = (
    (r"too many nested parentheses|too many statically nested|too complex", said(
        "The script is nested too deeply to read. Simplify it.")),
    (r"'(.)' was never closed", _never_closed),
    (r"unmatched '(.)'", _unmatched),
    (r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", _mismatched),
    (r"unterminated (?:triple-quoted )?(?:f-)?string literal", _open_string),
    (r"expected ':'", _colon),
    (r"f-string: expecting '}'", said(
        "The quotes of this text stand in its braces too. Use the other kind of quotes there.")),
    (r"^f-string", said("Python cannot read what stands in the braces of this text. Correct it there.")),
    (r"forgot a comma", _comma),
    (r"expected an indented block after (.*?) ?(?:statement)? ?on line (\d+)", _no_block),
    (r"unexpected indent|unindent does not match", _indent),
    (r"Missing parentheses in call to '(\w+)'", _statement),
    (r"Maybe you meant '=='", _equals),
    (r"positional argument follows keyword argument", said(
        "An argument without a name stands behind one with a name. Put it before them.")),
    (r"Exceeds the limit .* for integer", said("This number has too many digits. Write it as a power.")),
    (r"leading zeros in decimal", said("A number may not begin with 0. Take the zeros away.")),
    (r"unexpected character after line continuation", said(
        "A backslash stands in the middle of the line. Delete it, or put it into quotes.")),
    (r"multiple exception types must be parenthesized", said(
        "Several kinds of errors need parentheses. Write except (A, B) as error.")),
    (r"'return' outside function", said("A return belongs into a function. Indent it, or take it out.")),
    (r"'(break|continue)' outside loop|'continue' not properly in loop", said(
        "This belongs into a loop. Indent it, or take it out.")),
    (r"'(?:await|yield).*outside", said("This belongs into a function. Take it out.")),
    (r"keyword argument repeated: (\w+)", lambda complaint, found: at(
        complaint, f"{found[1]} is given twice in this call. Take one of the two out.")),
    (r"duplicate argument '(\w+)'", lambda complaint, found: at(
        complaint, f"This function has two parameters named {found[1]}. Rename one.")),
)  # fmt: skip
