"""Methods that Python's own values would have in other languages: what is written in Python."""

from __future__ import annotations

from collections.abc import Mapping

PLAIN_NAMES: Mapping[str, Mapping[str, str]] = {
    "list": {"add": "append", "push": "append", "concat": "extend", "addAll": "extend", "indexOf": "index"},
    "str": {"trim": "strip", "toUpperCase": "upper", "toLowerCase": "lower", "substring": "split"}
    | {"includes": "find", "contains": "find", "indexOf": "index", "startsWith": "startswith"},
    "dict": {"has_key": "get", "iteritems": "items", "itervalues": "values", "iterkeys": "keys"},
    "set": {"append": "add", "push": "add", "delete": "discard"},
}
