"""Every function by its name."""

from __future__ import annotations

from yourside.frontends.terraform.functions.collections import COLLECTIONS
from yourside.frontends.terraform.functions.dates import DATES
from yourside.frontends.terraform.functions.encoding import ENCODING
from yourside.frontends.terraform.functions.networks import NETWORKS
from yourside.frontends.terraform.functions.numbers import NUMBERS
from yourside.frontends.terraform.functions.sets import SETS
from yourside.frontends.terraform.functions.signature import Functions
from yourside.frontends.terraform.functions.strings import STRINGS

FUNCTIONS: Functions = {**COLLECTIONS, **DATES, **ENCODING, **NETWORKS, **NUMBERS, **SETS, **STRINGS}

# What depends on chance, time, keys or the machine, and what another compressor may write otherwise. The last line is
# OpenTofu's.
NOT_EVALUATED = frozenset(
    {"bcrypt", "plantimestamp", "rsadecrypt", "timestamp", "uuid", "abspath", "base64gzip"}
    | {"base64gunzip", "cidrcontains", "urldecode"}
)
