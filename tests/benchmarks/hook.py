"""What a hook costs in a large repository: `PYTHONPATH=tests python -m benchmarks.hook`.

Prints CPU time of `yourside check --hook` for one changed file of each kind in a repository of 2,000 files (or as many
as the first argument says), the best of five. A report for people: nothing is asserted about time.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from repositories import ENVIRONMENT, commit, git

MODULE = """\
variable "name" { type = string }

resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags   = { Name = var.name, Team = "team-%(n)d" }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration { status = "Enabled" }
}
"""
ROOT = """\
module "bucket" {
  source = "../../modules/m%(n)d"
  name   = "app-%(n)d"
}
"""
TEMPLATE = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: app-%(n)d}\n"
POD = (
    "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n%(n)d}\nspec: {containers: [{name: a, image: 'a:1'}]}\n"
)
KINDS = {
    "modules/m%d/main.tf": MODULE,
    "roots/r%d/main.tf": ROOT,
    "templates/t%d.yaml": TEMPLATE,
    "manifests/m%d/pod.yaml": POD,
}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with TemporaryDirectory() as scratch:
        home = Path(scratch)
        commit(home, dict(_files(count)))
        for name in KINDS:
            path = home / (name % 0)
            path.write_text(f"# changed\n{path.read_text()}")
            git(home, "add", "--all")
            sys.stdout.write(f"{name % 0:24} {min(_measure(home) for _ in range(5)):.2f} s CPU\n")
            git(home, "reset", "--quiet", "--hard")


def _files(count: int) -> Iterator[tuple[str, str]]:
    for number in range(count // len(KINDS)):
        for name, text in KINDS.items():
            yield name % number, text % {"n": number}


def _measure(home: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = (sys.executable, "-m", "yourside", "check", "--hook", "--exit-zero")
    subprocess.run(command, cwd=home, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
