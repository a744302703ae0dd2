"""The studio from a terminal: create, render, timeline, check, doctor.

Exit codes: 0 done, 1 the script failed, 2 usage, 3 the machine, 130 cancelled.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from core.errors import BadSetting, StudioError
from core.model import DURATION_MAX, DURATION_MIN, Brief, InvalidField, Quality, RenderSettings
from core.version import VERSION
from terminal.exits import Exit, UsageError
from terminal.signals import interrupting
from terminal.voice import complain, print_json

E = TypeVar("E", bound=StrEnum)

WRITERS = ("auto", "gemini", "shelf")

_RESULT = ("video", "image", "captions", "duration", "elapsed", "plays", "reused", "scene")
"""What the last line of JSON says of a result, null when there is none."""


def parser() -> argparse.ArgumentParser:
    """The commands and what they take."""
    brief = Brief("what a brief is when only its prompt is given")
    top = argparse.ArgumentParser(
        prog="cli.py",
        description="Turn an idea into an explained animation.",
        epilog="Exit codes: 0 done, 1 the script failed, 2 usage, 3 the machine, 130 cancelled.",
    )
    top.add_argument("--version", action="version", version=f"Chalkmotion {VERSION}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    create = commands.add_parser("create", help="a prompt becomes a script and a video")
    create.add_argument("prompt", metavar="PROMPT", help="what the video should explain")
    _choice(create, "--complexity", brief.complexity, "how deep the explanation goes")
    create.add_argument(
        "--duration",
        type=float,
        default=brief.duration,
        metavar="SECONDS",
        help=f"length of the video, {DURATION_MIN:g} to {DURATION_MAX:g} (default: %(default)g)",
    )
    _quality(create)
    create.add_argument(
        "--writer",
        choices=WRITERS,
        default="auto",
        help="who writes the script; auto is Gemini with a key, the shelf without (default: %(default)s)",
    )
    create.add_argument(
        "--out",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="folder for the video and the script (default: here); nothing in it is overwritten",
    )

    render = commands.add_parser("render", help="a script becomes a video")
    render.add_argument("file", type=Path, metavar="FILE.py", help="a Python file with a Manim scene")
    render.add_argument("--scene", help="the scene's class, when the file has several")
    _quality(render)
    render.add_argument(
        "--out",
        type=Path,
        metavar="FILE.mp4",
        help="the video (default: beside the script, under its name); captions are put beside it as .srt, "
        "a scene with a transparent background becomes a .webm instead, one that plays nothing a .png; "
        "what is there is replaced",
    )
    _anyway(render)

    timeline = commands.add_parser("timeline", help="say what a script plays, and when, without drawing it")
    timeline.add_argument("file", type=Path, metavar="FILE.py", help="a Python file with a Manim scene")
    timeline.add_argument("--scene", help="the scene's class, when the file has several")
    _quality(timeline)
    _anyway(timeline)

    check = commands.add_parser("check", help="judge a script without running it")
    check.add_argument("file", type=Path, metavar="FILE.py", help="a Python file with a Manim scene")
    check.add_argument("--fix", action="store_true", help="apply the fixes that are certain to the file")

    doctor = commands.add_parser("doctor", help="examine the machine and say what mends it")
    doctor.add_argument("--deep", action="store_true", help="also try Manim and LaTeX, in some seconds")
    for command in (create, render, timeline, check, doctor):
        command.add_argument("--json", action="store_true", help="print one JSON object a line")
    return top


def main(arguments: Sequence[str] | None = None) -> Exit:
    """Run the command; how it ended."""
    top = parser()
    given = top.parse_args(arguments)
    if given.command is None:
        top.print_help(sys.stderr)
        return Exit.USAGE
    try:
        with interrupting():
            return _run(given)
    except (UsageError, BadSetting) as error:
        return _refused(Exit.USAGE, "USAGE", str(error), given)
    except InvalidField as error:
        return _refused(Exit.USAGE, "USAGE", error.sentence, given)
    except StudioError as error:
        return _refused(Exit.MACHINE, "MACHINE", error.sentence, given)
    except KeyboardInterrupt:
        return Exit.CANCELLED


def _run(given: argparse.Namespace) -> Exit:
    # Imported here, so that --help and a mistyped option are answered at once.
    if given.command in ("create", "render"):
        from core.assembly import WriterChoice
        from terminal.production import create, render

        if given.command == "create":
            brief = Brief(given.prompt, given.complexity, given.duration)
            settings = RenderSettings(given.quality)
            return create(brief, settings, WriterChoice(given.writer), given.out, given.json)
        settings = RenderSettings(given.quality, given.scene)
        return render(given.file, settings, given.out, given.anyway, given.json)
    if given.command == "timeline":
        from terminal.timeline import timeline

        settings = RenderSettings(given.quality, given.scene)
        return timeline(given.file, settings, given.anyway, given.json)
    from terminal.inspection import check_file, doctor

    if given.command == "check":
        return check_file(given.file, given.fix, given.json)
    return doctor(given.deep, given.json)


def _refused(code: Exit, kind: str, sentence: str, given: argparse.Namespace) -> Exit:
    """Say why the command did not begin or could not go on."""
    complain(sentence)
    if given.json:
        nothing = dict.fromkeys(_RESULT)
        print_json("failed", nothing | {"kind": kind, "message": sentence, "line": None})
    return code


def _choice(command: argparse.ArgumentParser, name: str, default: E, text: str) -> None:
    command.add_argument(
        name,
        type=type(default),
        choices=list(type(default)),
        default=default,
        metavar="|".join(type(default)),
        help=f"{text} (default: {default.value})",
    )


def _quality(command: argparse.ArgumentParser) -> None:
    pictures = ", ".join(f"{quality.value} {quality.picture}" for quality in Quality)
    _choice(command, "--quality", RenderSettings().quality, f"picture size and frame rate: {pictures}")


def _anyway(command: argparse.ArgumentParser) -> None:
    command.add_argument("--anyway", action="store_true", help="render it although the checker finds errors")


def _write_any_character() -> None:
    """A prompt in any writing must not stop a command where the terminal knows only some."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    _write_any_character()
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away, and what it started is cancelled; nothing may be flushed to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.CANCELLED
    sys.exit(code)
