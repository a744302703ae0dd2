"""Lies about results: their names, keys and sizes."""

from core.model import FailureKind
from tests.attacks.case import Case, Where
from tests.attacks.cases.results import claimed, told

CASES = (
    claimed(
        "empty",
        """
        folder = forged_results("poster.jpg")
        (folder / "video.mp4").write_bytes(b"")
        """,
    ),
    claimed(
        "sparse-giants",
        """
        folder = forged_results()
        for name in ("video.mp4", "poster.jpg"):
            with open(folder / name, "wb") as file:
                for size in (1 << 40, 1 << 35, 32 << 20):
                    with suppress(OSError):
                        file.truncate(size)
                        break
        """,
    ),
    claimed(
        "growing",
        """
        folder = forged_results("poster.jpg", "video.mp4")
        if os.fork() == 0:
            with open(folder / "video.mp4", "ab") as file:
                while True:
                    file.write(bytes(1 << 20))
        """,
    ),
    told(
        "names-elsewhere",
        """
        forged_results("video.mp4", "poster.jpg")
        say("TRIED")
        forge("opened", "timed", "drawn", "finished-elsewhere")
        os._exit(0)
        """,
    ),
    told(
        "key-elsewhere",
        """
        os.makedirs("../parts/0001", exist_ok=True)
        for name in ("part.mp4", "preview.jpg", "facts.json"):
            Path("../parts/0001", name).write_bytes(b"nonsense")
        forged_results("video.mp4", "poster.jpg")
        say("TRIED")
        forge("opened", "timed", "drawn-elsewhere", "finished")
        os._exit(0)
        """,
    ),
    told(
        "names-without-end",
        """
        forged_results("video.mp4", "poster.jpg")
        say("TRIED")
        forge("opened", "timed", "drawn", "finished-endlessly")
        os._exit(0)
        """,
    ),
    told(
        "sparse-stills",
        """
        forged_results("video.mp4", "poster.jpg")
        for number in range(1, 151):
            os.makedirs(f"../parts/{number:04}")
            with open(f"../parts/{number:04}/preview.jpg", "wb") as file:
                file.truncate(1 << 20)
            WORLD.words[number] = WORLD.words["drawn"].replace(b'"number": 1', b'"number": %d' % number)
        say("TRIED")
        forge(*range(1, 151), "finished")
        os._exit(0)
        """,
    ),
    told(
        "sparse-parts",
        """
        forged_results("video.mp4", "poster.jpg")
        for number in range(1, 11):
            os.makedirs(f"../parts/{number:04}")
            for name, size in (("part.mp4", 30 << 20), ("preview.jpg", 1), ("facts.json", 1)):
                with open(f"../parts/{number:04}/{name}", "wb") as file:
                    file.truncate(size)
            word = WORLD.words["drawn"].replace(b'"number": 1', b'"number": %d' % number)
            WORLD.words[number] = word.replace(WORLD.words["key"], b"%064x" % number)
        say("TRIED")
        forge(*range(1, 11), "finished")
        os._exit(0)
        """,
    ),
    told(
        "sparse-formulas",
        """
        forged_results("video.mp4", "poster.jpg")
        os.makedirs("../tex", exist_ok=True)
        for number in range(100):
            with open(f"../tex/{number:064x}.svg", "wb") as file:
                file.truncate(4 << 20)
        say("TRIED")
        forge("opened", "timed", "drawn", "finished")
        os._exit(0)
        """,
    ),
    Case(
        "race-for-the-result",
        """
        if os.fork() == 0:
            while True:
                for name in ("video.mp4", "poster.jpg"):
                    with suppress(OSError):
                        if os.path.exists(f"../results/{name}"):
                            os.symlink(f"{WORLD.folder}/take/{name}", f"../results/{name}.new")
                            os.rename(f"../results/{name}.new", f"../results/{name}")
        self.wait(0.2)
        """,
        alone=True,
    ),
    Case(
        "key-of-a-later-job",
        """
        os.makedirs("../parts/0001", exist_ok=True)
        for name in ("part.mp4", "preview.jpg", "facts.json"):
            Path("../parts/0001", name).write_bytes(WORLD.token.encode())
        forged_results("video.mp4", "poster.jpg")
        forge("opened", "timed", "drawn")
        """,
        Where.MODULE,
        may_end=frozenset(FailureKind),
        later="""
        import glob
        folders = (WORLD.shared_layer, "/cache/shared", "/cache/own", WORLD.own_layer)
        for folder in folders:
            for path in glob.glob(f"{folder}/**", recursive=True):
                with suppress(OSError):
                    if b"atk" in read(path)[:10]:
                        escaped(f"{path} is another session's")
        """,
    ),
)
