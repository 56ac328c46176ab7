"""Second opinions: tools that say what the right answer is."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sysconfig

import pytest


def oracle(name: str) -> str:
    """The path of a program, or the name of a module that can be imported. Where neither is there, the test is
    skipped, but never when `CI` is set, unless `.ci/run` says that it could not get it."""
    if path := shutil.which(name) or shutil.which(name, path=sysconfig.get_path("scripts")):
        return path
    if name.isidentifier() and importlib.util.find_spec(name):
        return name
    if os.environ.get("CI") and name not in os.environ.get("ORACLES_ABSENT", "").split():
        pytest.fail(f"{name} is required to run the whole gate")
    pytest.skip(f"{name} is not installed")
