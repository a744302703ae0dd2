"""The studio's page as a person uses it: typed keys, clicks, and what is seen."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Locator, Page, expect

PATIENCE = 30_000
"""Milliseconds that anything may take on a busy machine."""

ACE = """() => document.querySelector(".st-key-code-panel iframe")?.contentDocument
    ?.querySelector(".ace_editor:not(.ace_autocomplete)")?.env?.editor"""


class StudioPage:
    """Drives one tab."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        page.set_default_timeout(PATIENCE)

    def visit(self, path: str = "/") -> None:
        """Open a page of the studio by its address."""
        self.page.goto(self.url + path)
        self.page.locator(".st-key-header").wait_for()
        if path.startswith("/?") or path == "/":
            # The keyboard is heard from when the editor's frame is.
            self.page.locator(".st-key-code-panel iframe[data-heard]").wait_for()

    def goto(self, name: str) -> None:
        """Follow a link of the header."""
        self.page.locator(".st-key-header a", has_text=name).click()

    @property
    def prompt(self) -> Locator:
        return self.page.locator(".st-key-prompt textarea")

    @property
    def create(self) -> Locator:
        return self.page.locator(".st-key-create button").first

    @property
    def progress(self) -> Locator:
        return self.page.locator(".st-key-progress")

    @property
    def cancel(self) -> Locator:
        return self.progress.locator('[class*="st-key-cancel-"] button')

    @property
    def failure(self) -> Locator:
        return self.page.locator(".st-key-failure")

    @property
    def cards(self) -> Locator:
        """The takes of the history, newest first."""
        return self.page.locator('.st-key-history [class*="st-key-about-"]')

    def watch_code_arrive(self) -> None:
        """Remember from now on the longest code and filmstrip that were seen, and what progress said."""
        self.page.evaluate(
            """() => {
                window.arrived = ""
                window.told = new Set()
                window.stills = []
                const look = () => {
                    const code = document.querySelector(".st-key-arriving code")?.textContent ?? ""
                    window.told.add(document.querySelector(".st-key-progress p")?.textContent ?? "")
                    if (code.length > window.arrived.length) window.arrived = code
                    const numbers = document.querySelectorAll(".st-key-filmstrip :is(strong, em)")
                    const stills = [...numbers].map(number => Number(number.textContent))
                    if (stills.length > window.stills.length) window.stills = stills
                }
                new MutationObserver(look).observe(document.body, {
                    childList: true, characterData: true, subtree: true })
            }"""
        )

    @property
    def arrived(self) -> str:
        """What was seen arriving since `watch_code_arrive`."""
        return str(self.page.evaluate("() => window.arrived"))

    @property
    def told(self) -> list[str]:
        """The sentences of the progress since `watch_code_arrive`."""
        return list(self.page.evaluate("() => [...window.told]"))

    @property
    def stills(self) -> list[int]:
        """The numbers of the plays in the longest filmstrip since `watch_code_arrive`."""
        return list(self.page.evaluate("() => window.stills"))

    def ask(self, prompt: str) -> None:
        """Type a prompt and press Enter."""
        self.prompt.fill(prompt)
        self.prompt.press("Enter")

    def wait_for_takes(self, count: int) -> None:
        """Wait until the history holds so many takes and nothing runs."""
        expect(self.cards).to_have_count(count, timeout=PATIENCE)
        expect(self.progress).to_have_count(0, timeout=PATIENCE)

    # The editor

    @property
    def editor(self) -> FrameLocator:
        return self.page.frame_locator(".st-key-code-panel iframe")

    def text(self) -> str:
        """What is in the editor."""
        self.page.wait_for_function(f"() => ({ACE})()")
        return str(self.page.evaluate(f"() => ({ACE})().getValue()"))

    def wait_for_text(self, part: str) -> None:
        """Wait until the editor holds these words."""
        self.page.wait_for_function(f"part => ({ACE})()?.getValue().includes(part)", arg=part)

    def write(self, source: str) -> None:
        """Replace what is in the editor, as by pasting."""
        self.enter()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def enter(self) -> None:
        """Put the cursor into the editor."""
        self.page.wait_for_function(f"() => ({ACE})()")
        self.editor.locator(".ace_editor:not(.ace_autocomplete) .ace_content").click()

    def cursor(self) -> tuple[int, int]:
        """The 1-based line and column of the cursor."""
        at = self.page.evaluate(f"() => ({ACE})().getCursorPosition()")
        return int(at["row"]) + 1, int(at["column"]) + 1

    def annotations(self) -> list[list[object]]:
        """The gutter's signs: 0-based row and text."""
        script = f"() => ({ACE})()?.session.getAnnotations().map(sign => [sign.row, sign.text]) ?? []"
        return list(self.page.evaluate(script))

    def wait_for_signs(self, *lines: int) -> None:
        """Wait until the gutter shows signs at these 1-based lines and at no others."""
        shown = f"Object.entries(({ACE})()?.renderer.$gutterLayer.$annotations ?? {{}})"
        script = f"wanted => {shown}.filter(([, sign]) => sign).map(([row]) => +row + 1).join() === wanted"
        self.page.wait_for_function(script, arg=",".join(map(str, lines)))

    def wait_for_annotation(self) -> None:
        """Wait until the gutter has a sign."""
        self.page.wait_for_function(f"() => ({ACE})()?.session.getAnnotations().length")

    @property
    def render(self) -> Locator:
        return self.page.locator(".st-key-render button").first

    # The video

    def video(self) -> str:
        """The address of the video that is shown."""
        return self.page.locator("video").get_attribute("src") or ""

    def wait_for_other_video(self, before: str) -> None:
        """Wait until another video is shown."""
        expect(self.page.locator("video")).not_to_have_attribute("src", before, timeout=PATIENCE)

    def wait_until_it_plays(self) -> None:
        """Wait until the video has pictures and its time goes on."""
        self.page.wait_for_function(
            """() => { const video = document.querySelector("video")
                return video && video.videoWidth > 0 && video.currentTime > 0.1 }"""
        )
