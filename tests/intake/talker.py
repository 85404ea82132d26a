"""A person who fills in a form: keeps the state between messages as the gate does."""

from __future__ import annotations

from dataclasses import dataclass, field

from answers.message import DialogueContext, Message, Reply, Wish
from intake.asking import Asker
from intake.service import Aside, Heard, IntakeService
from intake.state import FormState, IntakeState

NO_REPLY = Reply(messages=[], context=DialogueContext())


@dataclass
class Talker:
    """`state` travels through its stored form at every step."""

    intake: IntakeService
    asker: Asker = field(default_factory=lambda: Asker("c-1", "nb", "alesund"))
    state: IntakeState = field(default_factory=IntakeState)
    last: Heard | None = None

    def start(self, form: str | None = None, service: str | None = None, **asker: str | None) -> Message:
        """Wishes for a form."""
        self.asker = Asker(**{**self.asker.__dict__, **asker})
        wish = Wish(form=form, service=service)  # type: ignore[arg-type]
        return self._keep(self.intake.start(self.state, wish, NO_REPLY, self.asker))

    def say(self, *texts: str) -> Message:
        """Says one thing after the other; the answer to the last."""
        for text in texts:
            heard = self.intake.hear(self.state, text, None, self.asker)
            assert isinstance(heard, Heard), text
            message = self._keep(heard)
        return message

    def press(self, message: Message, title: str) -> Message:
        """Presses a button."""
        payload = next(choice.payload for choice in message.choices if choice.title == title)
        heard = self.intake.hear(self.state, title, payload, self.asker)
        assert isinstance(heard, Heard)
        return self._keep(heard)

    def asides(self, text: str) -> bool:
        """Whether a message is answered elsewhere."""
        return isinstance(self.intake.hear(self.state, text, None, self.asker), Aside)

    @property
    def form(self) -> FormState:
        """The open form."""
        assert self.state.form is not None
        return self.state.form

    def _keep(self, heard: Heard) -> Message:
        self.last, self.state = heard, IntakeState.read(heard.state.kept())
        return heard.messages[-1]
