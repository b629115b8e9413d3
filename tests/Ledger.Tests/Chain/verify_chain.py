"""Verifies the chain of a ledger in a SQLite file by docs/ledger-format.md alone: python3 verify_chain.py LEDGER.db

Needs no key and nothing but Python 3. Prints what was checked as JSON; where something does not fit, says where and ends with 1.
"""
import hashlib
import json
import sqlite3
import struct
import sys


def sha256(data):
    return hashlib.sha256(data).digest()


def framed(text):
    return b"-" if text is None else b"%d %s" % (len(text.encode()), text.encode())


def event_hash(chain, previous, number, kind, about, at, body, first_part, parts, segments, content):
    lines = [
        b"tiktokban event 1",
        framed(chain),
        b"%d" % number,
        framed(kind),
        framed(about),
        framed(at),
        previous.hex().encode(),
        b"%d %d %d %s" % (first_part, parts, segments, content.hex().encode()),
        framed(body),
    ]
    return sha256(b"".join(line + b"\n" for line in lines))


def merkle_root(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0])
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return sha256(b"\1" + merkle_root(leaves[:left]) + merkle_root(leaves[left:]))


def main(path):
    ledger = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    (chain,) = ledger.execute("SELECT chain FROM authority").fetchone()
    previous, next_part, hashes, all_segments = bytes(32), 1, [], 0
    for row in ledger.execute("SELECT number, kind, about, at, body, first_part, parts, segments, content, hash FROM event ORDER BY number"):
        number, kind, about, at, body, first_part, parts, segments, content, stored = row
        if number != len(hashes) + 1:
            sys.exit("event %d is missing" % (len(hashes) + 1))
        if event_hash(chain, previous, number, kind, about, at, body, first_part, parts, segments, content) != stored:
            sys.exit("event %d is not what was appended" % number)
        held = hashlib.sha256()
        if parts:
            if first_part != next_part:
                sys.exit("event %d claims parts from %d on, not from %d" % (number, first_part, next_part))
            next_part += parts
        rows = ledger.execute("SELECT number, subject, period, digest, data FROM part WHERE number >= ? AND number < ? ORDER BY number", (first_part, first_part + parts)).fetchall()
        for part, subject, period, digest, data in rows:
            held.update(b"P" + struct.pack(">qq", subject, period) + digest + sha256(data))
        found = ledger.execute("SELECT items, data FROM segment WHERE event = ? ORDER BY ordinal", (number,)).fetchall()
        for items, data in found:
            held.update(b"S" + struct.pack(">q", items) + sha256(data))
        if (len(rows), len(found)) != (parts, segments) or held.digest() != content:
            sys.exit("event %d no longer has what came with it" % number)
        all_segments += segments
        previous = stored
        hashes.append(stored)
        if kind == "checkpoint":
            checkpoint = json.loads(body)["checkpoint"]
            if checkpoint["size"] != number - 1 or checkpoint["root"] != merkle_root(hashes[:-1]).hex():
                sys.exit("event %d is a checkpoint over other events" % number)
    events, head, all_parts = ledger.execute("SELECT events, hash, parts FROM chain_head").fetchone()
    if (events, head, all_parts) != (len(hashes), previous, next_part - 1):
        sys.exit("the ledger says of its end something else than its events")
    print(json.dumps({"events": events, "parts": all_parts, "segments": all_segments, "head": head.hex(), "root": merkle_root(hashes).hex()}))


if __name__ == "__main__":
    main(sys.argv[1])
