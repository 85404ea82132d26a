"""The `veiviser` command."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from veiviser.referrals_cli import audit, faults, gateways, referrals
from veiviser.voice_cli import voice

app = typer.Typer(help="Veiviser: from a person's question to a sourced answer.", no_args_is_help=True)
catalogue = typer.Typer(help="The catalogue: check it, load it.", no_args_is_help=True)
bot = typer.Typer(help="The language model behind the chat.", no_args_is_help=True)
app.add_typer(catalogue, name="catalogue")
app.add_typer(bot, name="bot")
app.add_typer(referrals, name="referrals")
app.add_typer(audit, name="audit")
app.add_typer(gateways, name="gateways")
app.add_typer(voice, name="voice")
app.command("faults")(faults)
console = Console(highlight=False, soft_wrap=True)


def _say(text: str) -> None:
    console.print(f"[veiviser] {text}", markup=False)


@catalogue.command("validate")
def catalogue_validate(
    warnings: Annotated[bool, typer.Option(help="Show gaps too, not only faults.")] = False,
) -> None:
    """Checks schema, ids, links, line ranges, dates and translations; every fault with file and line."""
    from knowledge_base.validation import summary, validate  # noqa: PLC0415

    report = validate()
    shown = report.findings if warnings else report.errors
    for finding in shown:
        console.print(str(finding), markup=False)
    _say(summary(report))
    raise typer.Exit(1 if report.errors else 0)


@catalogue.command("load")
def catalogue_load(force: Annotated[bool, typer.Option(help="Load even when nothing changed.")] = False) -> None:
    """Migrates the database and loads the catalogue. Running it again changes nothing."""
    from veiviser.prepare import load  # noqa: PLC0415 - the command line starts fast without the database

    _say("catalogue loaded" if load(force) else "the catalogue is up to date")


@bot.command("export")
def bot_export() -> None:
    """Writes the names that the entity linker knows (bot/build/gazetteer.json)."""
    from knowledge_base.content import load_content  # noqa: PLC0415
    from veiviser.training import export_gazetteer  # noqa: PLC0415

    _say(f"wrote {export_gazetteer(load_content()).relative_to(Path.cwd())}")


@bot.command("train")
def bot_train() -> None:
    """Trains the model unless its data is unchanged."""
    from knowledge_base.content import load_content  # noqa: PLC0415
    from veiviser.training import TrainingFailed, export_gazetteer, train  # noqa: PLC0415

    export_gazetteer(load_content())
    try:
        train(_say)
    except TrainingFailed as error:
        console.print(str(error), markup=False, style="red")
        raise typer.Exit(1) from error


@app.command("prepare", hidden=True)
def prepare_all() -> None:
    """Secrets, database, catalogue and model; `run` calls it first."""
    from veiviser.prepare import prepare  # noqa: PLC0415
    from veiviser.run import stop_on_signals  # noqa: PLC0415

    stop_on_signals()
    sys.exit(prepare(_say))


@app.command("serve-actions", hidden=True)
def serve_actions() -> None:
    """The action server alone; the supervisor starts it."""
    from veiviser.serve_actions import serve  # noqa: PLC0415

    serve()


@app.command()
def run() -> None:
    """Migrates, loads, trains when needed, starts everything and waits until it answers."""
    from veiviser.run import run_all  # noqa: PLC0415

    sys.exit(run_all(_say))


@app.command("test")
def run_tests(only: Annotated[str | None, typer.Option(help="Only checks whose name contains this.")] = None) -> None:
    """Lint, types, catalogue, Rasa's own checks and all tests."""
    from veiviser.checks import run_checks  # noqa: PLC0415

    raise typer.Exit(run_checks(_say, only))


@app.command()
def bench(
    what: Annotated[str, typer.Argument(help="speed, gate, search, turns, voice, phone or all.")] = "all",
    epochs: Annotated[int, typer.Option(help="Of stock Rasa's networks; `rasa init` sets 100.")] = 100,
    seconds: Annotated[float, typer.Option(help="Of each load.")] = 12.0,
) -> None:
    """Measures Veiviser beside stock Rasa, and by itself: search, gate; `turns` measures a service that runs; `voice` speech."""
    from benchmarks.suite import run_benchmarks  # noqa: PLC0415

    raise typer.Exit(run_benchmarks(_say, what, epochs, seconds))


@app.command()
def evaluate(
    report: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("docs/evaluation.md"),
    release: Annotated[str | None, typer.Option(help="Keeps the figures as those of this release.")] = None,
) -> None:
    """Asks the running service the evaluation's questions, writes the report, holds the figures to the thresholds."""
    from api.settings import Settings  # noqa: PLC0415
    from evaluation.suite import evaluate as run_suite  # noqa: PLC0415

    settings = Settings()
    raise typer.Exit(run_suite(_say, f"http://{settings.host}:{settings.port}", report, release))


@app.command()
def ask(
    question: str,
    municipality: Annotated[str | None, typer.Option(help="Slug or kommunenummer, e.g. alesund.")] = None,
    role: Annotated[str, typer.Option(help="citizen, relative or staff.")] = "citizen",
    language: Annotated[str, typer.Option(help="nb, nn or en.")] = "nb",
    as_json: Annotated[bool, typer.Option("--json", help="The whole reply as JSON.")] = False,
) -> None:
    """Answers one question on the command line: through the running service, else from the catalogue alone."""
    from veiviser.ask import Problem, answer  # noqa: PLC0415

    try:
        reply = answer(question, municipality, role, language)
    except Problem as error:
        console.print(str(error), markup=False, style="red")
        raise typer.Exit(2) from error
    if as_json:
        console.print(json.dumps(reply, ensure_ascii=False, indent=1), markup=False)
        return
    for message in reply["messages"]:
        console.print(message["text"], markup=False)
        for source in message["sources"][:3]:
            first, last = source["lines"]
            console.print(f"  – {source['document']}, linje {first}–{last}", markup=False, style="dim")
