"""Every function by its name."""

from __future__ import annotations

from yourside.frontends.terraform.functions.collections import COLLECTIONS
from yourside.frontends.terraform.functions.encoding import ENCODING
from yourside.frontends.terraform.functions.networks import NETWORKS
from yourside.frontends.terraform.functions.numbers import NUMBERS
from yourside.frontends.terraform.functions.sets import SETS
from yourside.frontends.terraform.functions.signature import Functions
from yourside.frontends.terraform.functions.strings import STRINGS

FUNCTIONS: Functions = {**COLLECTIONS, **ENCODING, **NETWORKS, **NUMBERS, **SETS, **STRINGS}

_OF_FILES = {"fileexists", "fileset", "file", "filebase64", "templatefile", "abspath", "pathexpand"}
_OF_FILE_DIGESTS = {"filebase64sha256", "filebase64sha512", "filemd5", "filesha1", "filesha256", "filesha512"}
_OF_THE_MOMENT = {"bcrypt", "plantimestamp", "rsadecrypt", "timestamp", "uuid"}
_OF_DATES = {"formatdate", "timeadd", "timecmp"}
_OF_TEXTS = {"base64gunzip", "base64gzip", "templatestring", "yamldecode", "yamlencode"}
_OF_MARKS = {"ephemeralasnull", "issensitive", "type"}

# What depends on chance, time or the machine is never known; files and the rest are not evaluated yet.
NOT_EVALUATED = frozenset().union(_OF_FILES, _OF_FILE_DIGESTS, _OF_THE_MOMENT, _OF_DATES, _OF_TEXTS, _OF_MARKS)
