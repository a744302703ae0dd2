"""Scenes that work with files of their own, with sound, with captions and with threads."""

from __future__ import annotations

from tests.sandbox.scenes.lesson import lesson

FILES = {
    "picture in memory": lesson(
        """
        pixels = np.zeros((20, 30, 3), dtype=np.uint8)
        pixels[:, :, 0] = np.arange(30) * 8
        self.add(ImageMobject(pixels).scale(4))
        self.wait(0.2)
        """
    ),
    "picture in a file": lesson(
        """
        from PIL import Image
        Image.linear_gradient("L").convert("RGB").resize((60, 40)).save("gradient.png")
        print(Image.open("gradient.png").size)
        self.add(ImageMobject("gradient.png"))
        self.wait(0.2)
        """
    ),
    "drawing in a file": lesson(
        """
        from pathlib import Path
        Path("drawing.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
            '<path d="M1 8 L5 1 L8 8 Z" fill="#f00"/><circle cx="5" cy="5" r="1.5" fill="#ff0"/></svg>'
        )
        self.play(FadeIn(SVGMobject("drawing.svg")), run_time=0.2)
        """
    ),
    "sound": lesson(
        """
        import wave
        tone = (8000 * np.sin(np.arange(8000) * 0.3)).astype("<i2")
        with wave.open("tone.wav", "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16000)
            file.writeframes(tone.tobytes())
        self.add_sound("tone.wav", time_offset=0.1)
        self.play(Create(Square()), run_time=0.4)
        """
    ),
    "captions": lesson(
        """
        self.add_subcaption("A circle, и больше", duration=0.4)
        self.play(Create(Circle()), run_time=0.4)
        self.play(FadeOut(self.mobjects[0]), subcaption="It goes", run_time=0.2)
        """
    ),
    "own folder": lesson(
        """
        import json
        import os
        import shutil
        import tempfile
        from pathlib import Path
        home = Path.cwd()
        print(home == Path.home(), sorted(os.listdir(".")))
        data = Path("data/points.json")
        data.parent.mkdir()
        data.write_text(json.dumps([[0, 0], [1, 2], [2, 1]]))
        for copy in (shutil.copy, shutil.copy2):
            print(Path(copy(data, "copy.json")).stat().st_size)
        shutil.copytree("data", "all")
        data.rename("moved.json")
        print([str(found) for found in sorted(Path().rglob("*.json"))])
        shutil.rmtree("all")
        with tempfile.NamedTemporaryFile("w+") as file, tempfile.TemporaryDirectory() as folder:
            file.write("x")
            print(Path(file.name).parent == Path(folder).parent == home)
        print(sum(1 for _ in open(__file__)), Path("nowhere").exists())
        corners = [[x, y, 0] for x, y in json.loads(Path("copy.json").read_text())]
        self.play(Create(Polygon(*corners)), run_time=0.2)
        """
    ),
    "threads": lesson(
        """
        import queue
        import threading
        from concurrent.futures import ThreadPoolExecutor
        answers = queue.Queue()
        threads = [threading.Thread(target=lambda n=n: answers.put(n * n)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with ThreadPoolExecutor(4) as pool:
            sizes = list(pool.map(abs, [-1, 2, -3]))
        print(sorted(answers.queue), sizes)
        self.play(Create(VGroup(*map(Circle, sizes))), run_time=0.2)
        """
    ),
    "processes": lesson(
        """
        import multiprocessing
        import subprocess
        print(subprocess.run(["expr", "2", "+", "3"], capture_output=True, text=True).stdout.strip())
        context = multiprocessing.get_context("fork")
        near, far = context.Pipe()
        worker = context.Process(target=lambda: far.send(sum(range(10))))
        worker.start()
        print(near.recv())
        worker.join()
        self.add(Integer(worker.exitcode))
        self.wait(0.2)
        """
    ),
}
