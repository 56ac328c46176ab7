"""Puts Microsoft's Sarif.Multitool into a directory: what says whether code scanning would take our SARIF.

It is one program, from the package that npm has of it. Run with the directory as its argument; what is there already
stays.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = "@microsoft/sarif-multitool-linux"
VERSION = "5.7.0"
PROGRAM = "sarif-multitool"


def main(directory: Path) -> None:
    program = directory / PROGRAM
    if program.exists():
        return
    directory.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix", str(directory)]
    subprocess.run([*command, f"{PACKAGE}@{VERSION}"], check=True, stdout=subprocess.DEVNULL)
    installed = Path("node_modules", PACKAGE, "Sarif.Multitool")
    (directory / installed).chmod(0o755)
    program.symlink_to(installed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
