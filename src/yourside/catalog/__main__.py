"""`python -m yourside.catalog`: the mistakes in the tables that ship with the project."""

from __future__ import annotations

import sys

from yourside.catalog.check import check_tables, shipped_tables


def main() -> None:
    problems = check_tables()
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    sys.stdout.write(f"{len(shipped_tables())} tables, {len(problems)} problems\n")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
