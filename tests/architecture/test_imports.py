"""Who may import whom: the walls of the house."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY = {
    "language": set(),
    "storage": set(),
    "knowledge_base": {"language"},
    "referrals": {"knowledge_base", "storage"},
    "answers": {"knowledge_base", "language"},
    "intake": {"answers", "knowledge_base", "language", "referrals"},
    "actions": {"answers", "knowledge_base"},
    "api": {"answers", "intake", "knowledge_base", "language", "referrals", "storage", "voice", "wire"},
    "voice": set(),
    "wire": set(),
    "bot": {"language", "wire"},
    "evaluation": set(),
}
MAY["veiviser"] = set(MAY) - {"bot"}
ROOMS = set(MAY)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found & ROOMS


@pytest.mark.parametrize("room", sorted(MAY))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    files = [path for path in (ROOT / room).rglob("*.py") if ".venv" not in path.parts]
    assert files, room
    wrong = {str(path): extra for path in files if (extra := imported(path) - MAY[room] - {room})}
    assert wrong == {}


def test_every_room_tells_a_reader_how_to_change_it() -> None:
    for room in sorted(ROOMS):
        readme = ROOT / room / "README.md"
        assert readme.exists(), room
        assert 5 <= len(readme.read_text(encoding="utf-8").splitlines()) <= 60, room
