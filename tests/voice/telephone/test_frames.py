"""AudioSocket's frames: whatever comes, in whatever pieces, is either whole frames or a refusal, never a hang and never a heap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.telephone.frames import BrokenFrame, Frame, FrameParser, Kind

SOUND = st.binary(max_size=4_096).map(lambda raw: raw[: len(raw) // 2 * 2])
FRAMES = st.one_of(
    st.builds(Frame, st.just(Kind.SOUND), SOUND),
    st.builds(Frame, st.just(Kind.UUID), st.binary(min_size=16, max_size=16)),
    st.builds(Frame, st.just(Kind.KEY), st.binary(min_size=1, max_size=1)),
    st.builds(Frame, st.just(Kind.ERROR), st.binary(max_size=1)),
    st.just(Frame(Kind.HANG_UP)),
)


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    """The stream in pieces, cut at these places."""
    at = sorted({place % (len(stream) + 1) for place in places})
    return [stream[begin:end] for begin, end in zip([0, *at], [*at, len(stream)], strict=True)]


@given(st.lists(FRAMES, max_size=8), st.lists(st.integers(0, 1 << 16), max_size=12))
def test_frames_come_out_as_they_went_in_however_they_are_cut(frames: list[Frame], places: list[int]) -> None:
    parser = FrameParser()
    stream = b"".join(frame.encoded() for frame in frames)
    assert [frame for piece in cut(stream, places) for frame in parser.feed(piece)] == frames


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_rubbish_is_refused_or_is_frames_and_never_piles_up(pieces: list[bytes]) -> None:
    parser = FrameParser()
    try:
        for piece in pieces:
            for frame in parser.feed(piece):
                assert frame.kind in Kind
                assert frame.kind is not Kind.SOUND or len(frame.payload) % 2 == 0
            assert len(parser._rest) < 3 + 8_192
    except BrokenFrame:
        pass


@given(st.integers(0, 255).filter(lambda kind: kind not in set(Kind)), st.integers(0, 65_535))
def test_an_unknown_kind_is_refused_by_its_header_alone(kind: int, length: int) -> None:
    with pytest.raises(BrokenFrame):
        FrameParser().feed(bytes([kind]) + length.to_bytes(2, "big"))


@pytest.mark.parametrize(
    ("kind", "length"),
    [
        (Kind.SOUND, 321),
        (Kind.SOUND, 65_534),
        (Kind.UUID, 15),
        (Kind.UUID, 0),
        (Kind.KEY, 2),
        (Kind.HANG_UP, 1),
        (Kind.ERROR, 300),
    ],
)
def test_an_impossible_length_is_refused_before_its_payload_comes(kind: Kind, length: int) -> None:
    with pytest.raises(BrokenFrame):
        FrameParser().feed(bytes([kind]) + length.to_bytes(2, "big"))


def test_a_frame_as_the_protocol_writes_it() -> None:
    assert Frame(Kind.SOUND, b"\1\2" * 160).encoded()[:3] == b"\x10\x01\x40"
    assert Frame(Kind.HANG_UP).encoded() == b"\0\0\0"
