"""Wishes against something are read in every form; what a person cannot do or lacks is none."""

import pytest

from language.negation import refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("trening for eldre, men ikke på sykehjem", ["sykehjem"]),
        ("ikke gruppetrening, hun vil trene alene", ["gruppetrening"]),
        ("Jeg vil ikke ha hjemmehjelp, jeg trenger rullator", ["hjemmehjelp"]),
        ("han vil ikkje trene i gruppe", ["gruppe"]),
        ("mor har ikkje kreft, men ho treng trening", ["kreft"]),
        ("æ vil itj på institusjon", ["institusjon"]),
        ("far nekter å flytte på sykehjem", ["nekter", "sykehjem"]),
        ("not my father, my daughter", ["father"]),
        ("nei, ikke Buen", ["buen"]),
        ("avlastning hjemme i stedet for institusjon", ["institusjon"]),
        ("vil ikkje ha mat på døra", ["mat"]),
        ("I do not need home nursing, I need a volunteer", ["home", "nursing"]),
    ],
)
def test_what_is_refused(text: str, words: list[str]) -> None:
    assert refused(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "far klarer ikke trappa lenger",
        "mor nekter å dusje",
        "nei, ikke det",
        "vi har ikke koordinator, hvem skaffer en?",
        "hører ikke telefonen",
        "hvorfor får jeg ikke fysioterapi?",
        "jeg vil ikke mer",
        "",
    ],
)
def test_what_is_no_refusal(text: str) -> None:
    assert refused(text) == []
