"""`python -m yourside`."""

from yourside.cli import main

main()
