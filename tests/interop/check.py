"""Verifies a published log with openssl (signatures) and pymerkle (the root), and has openssl refuse what was changed.

`check.py LOG [SAMPLE]`: LOG is the address or folder of a published log; checkpoints/ of the folder SAMPLE are verified
as well.
"""

import base64
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import pymerkle

# What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410).
SPKI = bytes.fromhex("302a300506032b6570032100")


def fetch(source, path):
    if source.startswith("http://"):
        with urllib.request.urlopen(f"{source}/{path}") as answer:
            return answer.read()
    return (pathlib.Path(source) / path).read_bytes()


def keys(source):
    """Name, id, type and public key of everybody whom the policy names."""
    for line in fetch(source, "policy").decode().splitlines():
        words = line.split()
        if words and words[0] in ("log", "witness"):
            name, key_id, blob = words[2 if words[0] == "witness" else 1].split("+", 2)
            blob = base64.b64decode(blob, validate=True)
            yield name, bytes.fromhex(key_id), blob[0], blob[1:]


def openssl(key, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, data in (("key", SPKI + key), ("message", message), ("signature", signature)):
            (folder / name).write_bytes(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
        command += ["-inkey", folder / "key", "-in", folder / "message", "-sigfile", folder / "signature"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


def check_signatures(source, checkpoint):
    """How many signatures held, and how many changes were refused."""
    text, _, lines = checkpoint.decode().rpartition("\n\n")
    text += "\n"
    held = refused = 0
    for name, key_id, kind, key in keys(source):
        blobs = [line.rpartition(" ")[2] for line in lines.splitlines() if line.startswith(f"\u2014 {name} ")]
        blob = base64.b64decode(blobs[0], validate=True)
        assert blob[:4] == key_id, name
        signature = blob[-64:]
        message = text.encode()
        if kind == 4:
            time = int.from_bytes(blob[4:12], "big")
            message = f"cosignature/v1\ntime {time}\n{text}".encode()
        assert openssl(key, message, signature), f"openssl refuses the signature of {name}"
        held += 1
        for at in range(0, len(message), 7):
            assert not openssl(key, flipped(message, at), signature), f"accepted: byte {at} of the text changed"
            refused += 1
        for at in range(0, 64, 5):
            assert not openssl(key, message, flipped(signature, at)), f"accepted: byte {at} of the signature changed"
            refused += 1
    return held, refused


def entries(source, size):
    for bundle in range((size + 255) // 256):
        width = min(256, size - bundle * 256)
        path = f"{bundle % 1000:03}" if bundle < 1000 else f"x{bundle // 1000:03}/{bundle % 1000:03}"
        data = fetch(source, f"tile/entries/{path}" + (f".p/{width}" if width < 256 else ""))
        while data:
            end = 2 + int.from_bytes(data[:2], "big")
            yield data[2:end]
            data = data[end:]


def main(source, sample=None):
    checkpoints = {fetch(source, "checkpoint")}
    if sample and not sample.startswith("http://"):
        checkpoints |= {path.read_bytes() for path in (pathlib.Path(sample) / "checkpoints").glob("*")}
    roots = {}
    for checkpoint in checkpoints:
        held, refused = check_signatures(source, checkpoint)
        _, size, root = checkpoint.decode().split("\n")[:3]
        roots[int(size)] = base64.b64decode(root, validate=True)
        print(f"  openssl: checkpoint {size}: {held} signatures accepted, {refused} changed ones refused")
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for count, entry in enumerate(entries(source, max(roots)), 1):
        tree.append_entry(entry)
        if count in roots:
            assert tree.get_root() == roots[count], f"pymerkle has another root of {count} entries"
            print(f"  pymerkle: the same root over {count} entries")


main(*sys.argv[1:])
