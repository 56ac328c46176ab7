"""Where reports go: one format may take stdout, the others need a file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from yourside.report import FORMATS


@dataclass(frozen=True, slots=True)
class Output:
    """`file` None is stdout."""

    format: str
    file: Path | None = None


class OutputType(click.ParamType[Output]):
    name = "format[=file]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Output:
        if isinstance(value, Output):
            return value
        name, _, file = str(value).partition("=")
        if name not in FORMATS:
            self.fail(f"{name!r} is not one of {', '.join(FORMATS)}", param, ctx)
        return Output(name, Path(file) if file else None)


def one_on_stdout(ctx: click.Context, param: click.Parameter, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    if sum(output.file is None for output in outputs) > 1:
        raise click.BadParameter("only one format can go to stdout; write the others as FORMAT=FILE", ctx, param)
    return outputs


def deliver(text: str, output: Output) -> None:
    if output.file is None:
        sys.stdout.write(text)
        return
    try:
        output.file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(output.file), error.strerror or "cannot be written") from error
