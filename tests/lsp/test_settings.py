"""What a user sets in the editor."""

from __future__ import annotations

import pytest

from yourside.lsp.settings import Settings, problems, read


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (None, Settings()),
        ({}, Settings()),
        ({"run": "onSave"}, Settings("onSave")),
        ({"yourside": {"run": "onSave", "render": True}}, Settings("onSave", True)),
        ({"yourside": None}, Settings()),
        ({"yourside": {"run": ["onSave"], "render": "yes"}}, Settings()),
    ],
)
def test_settings_come_with_or_without_the_name_of_their_section(given: object, wanted: Settings) -> None:
    assert read(given) == wanted


def test_what_is_not_said_stays_as_it_was() -> None:
    assert read({"render": True}, Settings("onSave")) == Settings("onSave", True)
    assert read({}, Settings("onSave", True)) == Settings("onSave", True)


def test_wrong_settings_are_told_and_others_left_to_others() -> None:
    assert list(problems({"run": 1, "render": 1, "trace": {"server": "off"}})) == [
        "yourside.run is one of onType, onSave",
        "yourside.render is true or false",
    ]
    assert not list(problems({"run": "onSave", "render": False}))
