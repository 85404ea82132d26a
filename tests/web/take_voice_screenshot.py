"""`python -m tests.web.take_voice_screenshot docs/voice.png`: a question spoken into the browser and its answer, in its own service.

The recogniser is scripted: the picture shows the page, not how well anybody is heard.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect

from tests.postgres import free_port
from tests.service import address, own_environment, running, wait_for
from tests.web.chat import Chat
from tests.web.microphone import spoken_file, talking_browser

QUESTION, HEARD = "Kan jeg få hverdagsrehabilitering?", "kan jeg få hverdags rehabilitering"


def take(target: Path, folder: Path) -> None:
    """Starts everything, speaks hands free, takes the picture."""
    own = own_environment(folder)
    wav = folder / "question.wav"
    spoken_file(wav, QUESTION)
    with running(["-m", "veiviser", "run"], own, folder / "log") as process:
        wait_for(f"{address(own)}/readyz", process, folder / "log")
        scripted = own | {"VEIVISER_PORT": str(free_port())}
        with running(["-m", "tests.web.scripted_gate", HEARD], scripted, folder / "gate.log") as gate:
            wait_for(f"{address(scripted)}/readyz", gate, folder / "gate.log")
            _photograph(address(scripted), wav, target)


def _photograph(base: str, wav: Path, target: Path) -> None:
    with talking_browser(wav) as browser:
        context = browser.new_context(base_url=base, locale="nb-NO", viewport={"width": 900, "height": 1000})
        chat = Chat(context.new_page())
        chat.open()
        chat.choose("Melhus")
        chat.page.get_by_role("button", name="Snakk").click()
        chat.page.get_by_label("Hendene fri").check()
        expect(chat.answers.last).to_contain_text("Hverdagsrehabilitering", timeout=60_000)
        chat.said.last.evaluate("bubble => bubble.scrollIntoView({ block: 'start' })")
        chat.page.screenshot(path=target)
        context.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as made:
        take(Path(sys.argv[1]), Path(made))
