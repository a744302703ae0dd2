"""What was drawn is kept whole or not at all, whoever dies, prunes or spoils it meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from core.render.store import LEFTOVER_SECONDS, Entry, Store

PLENTY = 1 << 40
SPAWN = multiprocessing.get_context("spawn")
ONE, TWO, THREE = (sha256(word.encode()).hexdigest() for word in ("one", "two", "three"))
PARTS = {"part.mp4": b"moving" * 100_000, "preview.jpg": b"still", "facts.json": b"{}"}
SIZE = sum(map(len, PARTS.values()))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", PLENTY)


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    return write_parts(tmp_path / "made")


def write_parts(folder: Path) -> dict[str, Path]:
    folder.mkdir()
    for name, data in PARTS.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in PARTS}


def read(entry: Entry | None) -> dict[str, bytes] | None:
    return entry and {name: path.read_bytes() for name, path in entry.files.items()}


def place(store: Store, key: str) -> Path:
    found = store.find(key)
    assert found
    return next(iter(found.files.values())).parent


def everything(folder: Path) -> list[str]:
    """The files below a folder, by what they are called within it."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_bytes_are_kept_like_files(store: Store, parts: dict[str, Path], tmp_path: Path) -> None:
    assert store.keep(ONE, parts | {"facts.json": b"[1]", "preview.jpg": b""})
    assert read(store.take(ONE, tmp_path / "taken")) == PARTS | {"facts.json": b"[1]", "preview.jpg": b""}


def test_what_was_kept_is_taken_as_it_was(store: Store, parts: dict[str, Path], tmp_path: Path) -> None:
    assert store.keep(ONE, parts)
    into = tmp_path / "job" / "parts"
    assert store.take(ONE, into) == Entry(ONE, {name: into / name for name in PARTS}, SIZE)
    assert {path.name: path.read_bytes() for path in into.iterdir()} == PARTS
    assert read(store.find(ONE)) == PARTS


def test_a_copy_is_the_takers_own(store: Store, parts: dict[str, Path], tmp_path: Path) -> None:
    store.keep(ONE, parts)
    taken = store.take(ONE, tmp_path / "job")
    assert taken
    taken.files["part.mp4"].write_bytes(b"cut")
    assert read(store.take(ONE, tmp_path / "job")) == PARTS


def test_what_was_not_kept_is_a_miss(store: Store, parts: dict[str, Path], tmp_path: Path) -> None:
    assert (store.find(ONE), store.take(ONE, tmp_path / "job")) == (None, None)
    store.keep(ONE, parts)
    assert (store.find(TWO), store.take(TWO, tmp_path / "job")) == (None, None)
    assert not (tmp_path / "job").exists()


def test_the_first_entry_wins(store: Store, parts: dict[str, Path]) -> None:
    store.keep(ONE, parts)
    parts["facts.json"].write_bytes(b"{'other': 1}")
    assert store.keep(ONE, parts)
    assert read(store.find(ONE)) == PARTS


@pytest.mark.parametrize(
    "key", ["", "ab", "../" + ONE[3:], ONE[:-1] + "G", ONE.upper(), ONE + "\n", ONE + "0"]
)
def test_what_is_no_key_is_refused(store: Store, parts: dict[str, Path], tmp_path: Path, key: str) -> None:
    for act in (lambda: store.find(key), lambda: store.take(key, tmp_path), lambda: store.keep(key, parts)):
        with pytest.raises(ValueError, match="not a key"):
            act()


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", ".hidden", "entry.json", "a\n", "a\0b"])
def test_what_is_no_name_is_refused(store: Store, parts: dict[str, Path], name: str) -> None:
    with pytest.raises(ValueError, match="not names"):
        store.keep(ONE, {name: parts["facts.json"]})


def flip(folder: Path) -> None:
    data = bytearray((folder / "part.mp4").read_bytes())
    data[1000] ^= 1
    (folder / "part.mp4").write_bytes(data)


def cut_short(folder: Path) -> None:
    os.truncate(folder / "part.mp4", 100)


def lengthen(folder: Path) -> None:
    with (folder / "part.mp4").open("ab") as file:
        file.write(b"more")


def remove_one(folder: Path) -> None:
    (folder / "part.mp4").unlink()


def link_to_the_same(folder: Path) -> None:
    (folder / "part.mp4").rename(folder.parent / "elsewhere")
    (folder / "part.mp4").symlink_to(folder.parent / "elsewhere")


def put_a_pipe(folder: Path) -> None:
    (folder / "part.mp4").unlink()
    os.mkfifo(folder / "part.mp4")


def put_a_folder(folder: Path) -> None:
    (folder / "part.mp4").unlink()
    (folder / "part.mp4").mkdir()


def spoil_the_list(folder: Path) -> None:
    (folder / "entry.json").write_bytes(b"\xff{")


def empty_the_list(folder: Path) -> None:
    (folder / "entry.json").write_text("[]")


def lose_the_list(folder: Path) -> None:
    (folder / "entry.json").unlink()


def reach_out(folder: Path) -> None:
    text = (folder / "entry.json").read_text()
    (folder / "entry.json").write_text(text.replace("facts.json", "../../../made/facts.json"))


SPOILED = [
    *(flip, cut_short, lengthen, remove_one, link_to_the_same, put_a_pipe, put_a_folder),
    *(spoil_the_list, empty_the_list, lose_the_list, reach_out),
]


@pytest.mark.parametrize("spoil", SPOILED)
def test_a_spoiled_entry_is_a_miss_and_goes(
    store: Store, parts: dict[str, Path], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    store.keep(ONE, parts)
    folder = place(store, ONE)
    spoil(folder)
    assert store.take(ONE, tmp_path / "job") is None
    assert everything(tmp_path / "job") == []
    assert (folder.exists(), store.find(ONE)) == (False, None)
    assert store.keep(ONE, parts)
    assert read(store.take(ONE, tmp_path / "job")) == PARTS


@pytest.mark.parametrize("spoil", [spoil for spoil in SPOILED if spoil is not flip])
def test_finding_looks_at_all_but_the_bytes(
    store: Store, parts: dict[str, Path], spoil: Callable[[Path], None]
) -> None:
    store.keep(ONE, parts)
    folder = place(store, ONE)
    spoil(folder)
    assert (store.find(ONE), folder.exists()) == (None, False)


def test_an_entry_under_another_key_is_a_miss(store: Store, parts: dict[str, Path], tmp_path: Path) -> None:
    store.keep(ONE, parts)
    store.keep(TWO, parts)
    shutil.rmtree(place(store, TWO))
    other = place(store, ONE).parent.parent / TWO[:2] / TWO
    shutil.copytree(place(store, ONE), other)
    assert store.take(TWO, tmp_path / "job") is None
    assert (other.exists(), read(store.take(ONE, tmp_path / "job"))) == (False, PARTS)


@pytest.mark.parametrize("level", [0, 1])
def test_a_link_in_the_place_of_a_folder_is_not_followed(
    store: Store, parts: dict[str, Path], tmp_path: Path, level: int
) -> None:
    store.keep(ONE, parts)
    entry = place(store, ONE)
    linked = (entry, entry.parent)[level]
    linked.rename(tmp_path / "elsewhere")
    linked.symlink_to(tmp_path / "elsewhere")
    assert (store.find(ONE), store.take(ONE, tmp_path / "job"), store.keep(ONE, parts)) == (None, None, False)
    Store(tmp_path / "store", 0).prune()
    assert len(everything(tmp_path / "elsewhere")) == len(PARTS) + 1


def test_only_a_regular_file_is_kept(store: Store, parts: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(parts["facts.json"])
    os.mkfifo(tmp_path / "pipe")
    for wrong in (tmp_path / "link", tmp_path / "pipe", tmp_path, tmp_path / "missing"):
        assert not store.keep(ONE, {**parts, "wrong": wrong})
    assert everything(tmp_path / "store") == []


def test_what_was_not_used_for_longest_goes_first(
    store: Store, parts: dict[str, Path], tmp_path: Path
) -> None:
    for age, key in enumerate((ONE, TWO, THREE)):
        store.keep(key, parts)
        os.utime(place(store, key), (age, age))
    store.take(ONE, tmp_path / "job")
    Store(tmp_path / "store", int(2.5 * SIZE)).prune()
    assert [bool(store.find(key)) for key in (ONE, TWO, THREE)] == [True, False, True]
    os.utime(place(store, ONE), (1, 1))
    os.utime(place(store, THREE), (1, 1))
    store.keep(ONE, parts)
    Store(tmp_path / "store", int(1.5 * SIZE)).prune()
    assert [bool(store.find(key)) for key in (ONE, TWO, THREE)] == [True, False, False]
    Store(tmp_path / "store", SIZE).prune()  # the list of an entry counts too
    assert everything(tmp_path / "store") == []


def test_within_the_limit_nothing_goes(store: Store, parts: dict[str, Path], tmp_path: Path) -> None:
    store.prune()
    store.keep(ONE, parts)
    (tmp_path / "store" / "notes.txt").write_text("somebody's own")
    store.prune()
    Store(tmp_path / "store", int(1.1 * SIZE)).prune()
    assert store.find(ONE)
    assert (tmp_path / "store" / "notes.txt").exists()


def test_a_folder_that_cannot_be_one_is_a_miss(parts: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file", PLENTY)
    store.prune()
    assert (store.keep(ONE, parts), store.find(ONE), store.take(ONE, tmp_path)) == (False, None, None)


def test_a_taker_whose_own_folder_fails_harms_nothing(
    store: Store, parts: dict[str, Path], tmp_path: Path
) -> None:
    store.keep(ONE, parts)
    (tmp_path / "file").touch()
    assert store.take(ONE, tmp_path / "file") is None
    assert read(store.find(ONE)) == PARTS


# Processes. Each says over its pipe how far it is, and what came of it.


def keep_with_no_room(folder: Path, parts: dict[str, Path], said: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    said.send(Store(folder, PLENTY).keep(ONE, parts))


def use_without_writing(folder: Path, parts: dict[str, Path], said: Connection) -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)  # root may write anywhere
    store = Store(folder / "store", PLENTY)
    before = everything(folder / "store")
    taken, found = read(store.take(ONE, folder / "job")), read(store.find(ONE))
    spoiled, kept = store.take(TWO, folder / "job"), store.keep(THREE, parts)
    Store(folder / "store", 0).prune()
    said.send((taken, found, spoiled, kept, everything(folder / "store") == before))


def keep_without_end(folder: Path, parts: dict[str, Path], said: Connection) -> None:
    store = Store(folder, PLENTY)
    for number in range(10_000):
        said.send(number)
        store.keep(numbered(number), parts)


def keep_one(folder: Path, parts: dict[str, Path], said: Connection) -> None:
    said.send("ready")
    said.recv()
    said.send(Store(folder, PLENTY).keep(ONE, parts))


def keep_and_prune(folder: Path, parts: dict[str, Path], said: Connection) -> None:
    store = Store(folder, 3 * SIZE)
    for _ in range(25):
        for number in range(5):
            store.keep(numbered(number), parts)
            store.prune()
    said.send("done")


def numbered(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


Start = Callable[..., tuple[multiprocessing.process.BaseProcess, Connection]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a process with one end of a pipe; what still lives at the end is killed."""
    started: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []

    def begin(
        act: Callable[..., None], *args: object
    ) -> tuple[multiprocessing.process.BaseProcess, Connection]:
        mine, its = SPAWN.Pipe()
        process = SPAWN.Process(target=act, args=(*args, its))
        process.start()
        its.close()
        started.append((process, mine))
        return process, mine

    yield begin
    for process, pipe in started:
        process.kill()
        process.join()
        process.close()
        pipe.close()


def test_a_full_disk_keeps_nothing(start: Start, parts: dict[str, Path], tmp_path: Path) -> None:
    _, pipe = start(keep_with_no_room, tmp_path / "store", parts)
    assert pipe.recv() is False
    assert everything(tmp_path / "store") == []
    assert list((tmp_path / "store" / ONE[:2]).iterdir()) == []


def test_who_may_only_read_can_take(start: Start) -> None:
    with tempfile.TemporaryDirectory() as name:  # one that another user can reach
        folder = Path(name)
        folder.chmod(0o755)
        parts = write_parts(folder / "made")
        store = Store(folder / "store", PLENTY)
        (folder / "job").mkdir()
        (folder / "job").chmod(0o777)
        store.keep(ONE, parts)
        store.keep(TWO, parts)
        flip(place(store, TWO))
        inside = [path for path in (folder / "store").rglob("*") if path.is_dir()]
        for path in [folder / "store", *inside]:
            path.chmod(0o555)
        _, pipe = start(use_without_writing, folder, parts)
        assert pipe.recv() == (PARTS, PARTS, None, False, True)
        for path in [folder / "store", *inside]:
            path.chmod(0o755)


def test_a_writer_that_is_killed_leaves_nothing_that_counts(start: Start, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    big = tmp_path / "made" / "part.mp4"
    big.write_bytes(os.urandom(8_000_000))
    store = Store(tmp_path / "store", PLENTY)
    for life in range(4):
        process, pipe = start(keep_without_end, tmp_path / "store", {"part.mp4": big})
        while pipe.recv() < 2 * life + 2:  # each begins with what the ones before it have kept
            pass
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        while True:  # what it said before its end
            try:
                pipe.recv()
            except (EOFError, ConnectionError):
                break
    kept = [number for number in range(50) if store.find(numbered(number))]
    assert len(kept) >= 7
    for number in kept:
        taken = store.take(numbered(number), tmp_path / "job")
        assert taken
        assert taken.files["part.mp4"].read_bytes() == big.read_bytes()
    left = [path for path in (tmp_path / "store").glob("*/*") if path.name.startswith(".")]
    store.prune()
    assert all(path.exists() for path in left), "it may be a writer's that lives"
    for path in left:
        os.utime(path, (1, path.stat().st_mtime - LEFTOVER_SECONDS - 1))
    store.prune()
    assert not any(path.exists() for path in left)
    assert [number for number in range(50) if store.find(numbered(number))] == kept


def test_of_several_writers_one_wins_and_all_are_content(
    start: Start, parts: dict[str, Path], tmp_path: Path
) -> None:
    pipes = [start(keep_one, tmp_path / "store", parts)[1] for _ in range(4)]
    assert [pipe.recv() for pipe in pipes] == ["ready"] * 4
    for pipe in pipes:
        pipe.send("go")
    assert [pipe.recv() for pipe in pipes] == [True] * 4
    kept = [f"{ONE[:2]}/{ONE}/{name}" for name in (*PARTS, "entry.json")]
    assert everything(tmp_path / "store") == sorted(kept)


def test_what_is_pruned_while_it_is_read_is_whole_or_a_miss(
    start: Start, store: Store, parts: dict[str, Path], tmp_path: Path
) -> None:
    pruners = [start(keep_and_prune, tmp_path / "store", parts)[1] for _ in range(2)]
    taken = 0
    while not all(pipe.poll() for pipe in pruners):
        for number in range(5):
            data = read(store.take(numbered(number), tmp_path / "job"))
            assert data in (None, PARTS)
            taken += data is not None
    assert [pipe.recv() for pipe in pruners] == ["done"] * 2
    assert taken
    Store(tmp_path / "store", 3 * SIZE).prune()
    assert sum(bool(store.find(numbered(number))) for number in range(5)) <= 2
    assert list((tmp_path / "store").glob("*/.*")) == []
