"""Second foreign verifier: audits a published journal with the library `aics-tlog`.

    verifier.py DIR LOG_VKEY [COSIGNER_VKEY]

Prints size and root. Exits 1 and names the damaged file when anything is wrong.
The tree, the tiles and the note are judged by the library; this file only walks the folder, so that
no file in it escapes, and checks the pieces (SHA-256 in each entry, see crates/journal/FORMAT.md).
"""

import hashlib
import os
import sys
from pathlib import Path

from aics_tlog import (
    FileSystemTileReader,
    TileVerificationError,
    VerifiedTileReader,
    audit_tiles,
    parse_note,
    parse_vkey,
    verify_checkpoint,
)
from aics_tlog.tiles import parse_entry_bundle_path, parse_tile_path

PIECE_FIELD = slice(160, 192)


class Damage(Exception):
    pass


def check_note(root, log_vkey, cosigner_vkey):
    try:
        note = parse_note((root / "checkpoint").read_bytes())
    except (OSError, ValueError) as error:
        raise Damage(f"checkpoint: {error}") from error
    cosigners = [parse_vkey(cosigner_vkey)] if cosigner_vkey else []
    key = parse_vkey(log_vkey)
    result = verify_checkpoint(note, key, cosigners, len(cosigners), expected_origin=key.name)
    if not result.ok:
        raise Damage(f"checkpoint: {result.error or 'cosignature missing'}")
    return result


def check_pieces(root, reader, size):
    """Each piece named by an entry, then each other one under its own name (published ahead)."""
    named = set()
    for index in range(size):
        digest = reader.entry(index)[PIECE_FIELD]
        if any(digest):
            named.add(digest.hex())
    present = {path.name for path in (root / "piece").glob("*")}
    for name in sorted(named | present):
        path = root / "piece" / name
        if not path.is_file():
            raise Damage(f"piece/{name}: missing")
        if hashlib.sha256(path.read_bytes()).hexdigest() != name:
            raise Damage(f"piece/{name}: does not bear its hash")


def check_every_file(root, reader, size):
    """Older partial tiles are no part of the audit: they must be beginnings of the proven ones."""
    for folder, _, names in os.walk(root / "tile"):
        for name in names:
            path = (Path(folder) / name).relative_to(root).as_posix()
            try:
                if path.startswith("tile/entries/"):
                    level, (index, width) = 0, parse_entry_bundle_path(path)
                    proven = reader.read_entry_bundle(index, width)
                else:
                    level, index, width = parse_tile_path(path)
                    proven = reader.read_tile(level, index, width)
            except ValueError as error:
                raise Damage(f"{path}: {error}") from error
            if proven is not None and proven != (root / path).read_bytes():
                raise Damage(f"{path}: not what the checkpoint proves")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: verifier.py DIR LOG_VKEY [COSIGNER_VKEY]")
    root = Path(sys.argv[1])
    try:
        state = check_note(root, sys.argv[2], (sys.argv[3:] or [None])[0])
        files = FileSystemTileReader(root)
        audit = audit_tiles(files, state.size, state.root)
        reader = VerifiedTileReader(files, state.size, state.root)
        check_every_file(root, reader, state.size)
        check_pieces(root, reader, state.size)
    except (Damage, TileVerificationError, OSError, ValueError) as error:
        print(f"python: REFUSED: {error}", file=sys.stderr)
        sys.exit(1)
    print(f"python: size {state.size} root {state.root.hex()} tiles {audit.tiles} bundles {audit.bundles}")


main()
