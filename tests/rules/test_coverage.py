"""What the rules say they cover, and the page that says it to people."""

from __future__ import annotations

import os
from pathlib import Path

from yourside.engine.load import load_rules
from yourside.report.controls import aligned, covered, page, table

PAGE = Path(__file__).parents[2] / "rules" / "README.md"
INFOS = [rule.info for rule in load_rules(())]

# Controls of tier 1 in the catalogue that the rules were written from.
FIRST_TIER = {"AWS": 92, "Azure": 44, "Google Cloud": 36, "DigitalOcean": 6, "Kubernetes": 40}


def test_every_control_of_the_first_tier_has_a_rule() -> None:
    controls = [control for control in covered(INFOS) if control.tier == 1]
    counted = {name: sum(control.provider == name for control in controls) for name in FIRST_TIER}
    assert counted == FIRST_TIER


def test_every_control_of_digitalocean_has_a_rule() -> None:
    assert sum(control.provider == "DigitalOcean" for control in covered(INFOS)) == 19


def test_the_table_adds_up() -> None:
    head, *rows, every = table(covered(INFOS))
    numbers = [[int(cell) for cell in row[1:]] for row in rows]
    assert [sum(column) for column in zip(*numbers, strict=True)] == [int(cell) for cell in every[1:]]
    assert len(aligned([head, *rows, every]).splitlines()) == len(rows) + 2


def test_the_page_of_the_documentation_is_up_to_date() -> None:
    if os.environ.get("UPDATE_SNAPSHOTS"):
        PAGE.write_text(page(INFOS), "utf-8")
    assert PAGE.read_text("utf-8") == page(INFOS)
