"""Bounds on what a file may ask for. No real configuration comes near them."""

MAX_DEPTH = 100
"""How deep blocks, expressions and documents may nest. Whoever walks a tree may recurse this deep."""

MAX_PROBLEMS = 20
"""How many problems of one file are told apart. A text in another language has as many as it has words."""

MAX_NODES = 1_000_000
"""How many nodes a YAML document may have once its aliases are expanded."""
