"""A verifier of the audit chain that knows nothing of this program: standard library only, one file.

    python independent_verifier.py export.jsonl heads.txt

`export.jsonl` is the export as credit_core/audit/export.py describes it, `heads.txt` the heads kept outside, one
`seq:hash` per line (the daily file, the hash printed on a receipt). Prints `kind since seq` for every fault and ends
with status 1; with status 0 if the chain is sound; with status 2 if a line is no line of an export.

What no verifier can see in a bare chain: that the tail was cut, or that everything was rewritten and sealed anew,
after the last head kept outside. Without any head that is the whole chain. Such a chain is flawless in itself; only a
copy of a hash that its keeper could not reach gives it away. So look at the last line printed: `heads agree to N`
says from which entry on nothing is proved. Nor does the chain tell a lawful erasure of content from an unlawful one.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

TEXTS = {"at", "actor_id", "role", "act", "entity", "entity_id", "content_hash", "previous", "hash"}
FORMS = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SPECIAL = re.compile(r'["\\\x00-\x1f]')
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z", re.ASCII)


class BadLine(Exception):
    """The line with this number, from 1, is no line of an export."""


def encode(value: object) -> str:
    """RFC 8785 for objects, arrays, text, integers, true, false and null."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) < 2**53:
        return str(value)
    if isinstance(value, str):
        return '"' + SPECIAL.sub(lambda m: FORMS.get(m[0], f"\\u{ord(m[0]):04x}"), value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(encode, value)) + "]"
    if isinstance(value, dict):
        units = sorted((name.encode("utf-16-be", "surrogatepass"), name) for name in value)
        return "{" + ",".join(encode(name) + ":" + encode(value[name]) for _, name in units) + "}"
    raise ValueError(value)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def exists(at: str) -> bool:
    match = TIME.fullmatch(at)
    if match is None:
        return False
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (
        year > 0 and 1 <= month <= 12 and 1 <= day <= [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    )


def read(lines: list[str]) -> list[dict[str, Any]]:
    """Every line as an object of the form described, or BadLine."""
    chain = []
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            line.encode("utf-8")
            whole = encode(entry) + "\n" == line
        except (ValueError, RecursionError):
            raise BadLine(number) from None
        if not whole or not isinstance(entry, dict) or set(entry) != TEXTS | {"seq", "clause", "content"}:
            raise BadLine(number)
        content = entry["content"]
        fits = (
            type(entry["seq"]) is int
            and all(type(entry[name]) is str for name in TEXTS)
            and type(entry["clause"]) in (str, type(None))
            and exists(entry["at"])
            and (content is None or (type(content) is dict and set(content) == {"salt", "before", "after"}))
        )
        if fits and content is not None:
            fits = type(content["salt"]) is str and all(
                type(content[name]) in (dict, type(None)) for name in ("before", "after")
            )
        if not fits:
            raise BadLine(number)
        chain.append(entry)
    return chain


def find_faults(lines: list[str], heads: list[str]) -> list[tuple[str, int, int]]:
    """(kind, since, seq) of every fault: in entry `seq`, or somewhere from entry `since` to entry `seq`."""
    chain = read(lines)
    faults = []
    for place, entry in enumerate(chain):
        seq = entry["seq"]
        if digest(encode({name: entry[name] for name in entry if name not in ("hash", "content")})) != entry["hash"]:
            faults.append(("edited", seq, seq))
        content = entry["content"]
        if content is not None:
            values = encode({"before": content["before"], "after": content["after"]})
            if digest(content["salt"] + values) != entry["content_hash"]:
                faults.append(("content_changed", seq, seq))
        before, sealed = (chain[place - 1]["seq"], chain[place - 1]["hash"]) if place else (0, "0" * 64)
        if seq <= before:
            faults.append(("out_of_order", seq, seq))
        elif seq - before > 1:
            faults.append(("gap", before + 1, seq - 1))
        elif entry["previous"] != sealed:
            faults.append(("broken_link", max(1, before), seq))
    return faults + compare(chain, heads)


def compare(chain: list[dict[str, Any]], heads: list[str]) -> list[tuple[str, int, int]]:
    """What the heads kept outside tell: where the chain first leaves them, and whether it ends before them."""
    present = {f"{entry['seq']}:{entry['hash']}" for entry in chain}
    end = max([0, *(entry["seq"] for entry in chain)])
    kept = sorted({(int(head.split(":")[0]), head.split(":")[1]) for head in heads})
    faults, good, silent = [], 0, False
    for seq, sealed in [head for head in kept if head[0] <= end]:
        agrees = f"{seq}:{sealed}" in present
        if not agrees and not silent:
            faults.append(("head_mismatch", min(good + 1, seq), seq))
        silent, good = (False, seq) if agrees else (True, good)
    if kept and kept[-1][0] > end:
        faults.append(("cut_tail", end + 1, kept[-1][0]))
    return faults


def main(export: str, kept: str) -> int:
    # Split at line feeds only: text may hold other characters that Python counts as line ends.
    lines = Path(export).read_bytes().decode("utf-8", "surrogateescape").split("\n")
    lines = [line + "\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    heads = Path(kept).read_text(encoding="ascii").split()
    try:
        faults = find_faults(lines, heads)
    except BadLine as bad:
        print(f"line {bad} is no line of an export")
        return 2
    for fault in faults:
        print(*fault)
    present = {f"{entry['seq']}:{entry['hash']}" for entry in read(lines)}
    reach = max([0, *(int(head.split(":")[0]) for head in heads if head in present)])
    print(f"{len(lines)} entries, heads agree to {reach}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
