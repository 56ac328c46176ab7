"""What a user sets in the editor. What a repository's own configuration file says is not here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SECTION = "yourside"
RUNS = ("onType", "onSave")


@dataclass(frozen=True, slots=True)
class Settings:
    """`run` is when documents are judged. `render`: helm may be started on the charts found."""

    run: str = "onType"
    render: bool = False


DEFAULT = Settings()


def read(given: object, before: Settings = DEFAULT) -> Settings:
    """Of initializationOptions or of a changed configuration, with or without the section's name. What is not said, or
    said wrongly, stays as it was."""
    wanted = _section(given)
    run, render = wanted.get("run"), wanted.get("render")
    return Settings(
        run if isinstance(run, str) and run in RUNS else before.run,
        render if isinstance(render, bool) else before.render,
    )


def problems(given: object) -> Iterator[str]:
    for key, value in _section(given).items():
        match key, value:
            case ("run", str()) if value in RUNS:
                pass
            case ("run", _):
                yield f"{SECTION}.run is one of {', '.join(RUNS)}"
            case ("render", value) if not isinstance(value, bool):
                yield f"{SECTION}.render is true or false"


def _section(given: object) -> Mapping[str, object]:
    match given:
        case {"yourside": dict(inner)} | dict(inner):
            return inner
    return {}
