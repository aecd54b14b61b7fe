"""Spoil a file as people, programs and disks do; the same numbers spoil it in the same way."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

TOKENS = (
    *("", " ", "\t", "\r\n", "\n\n", "\0", "\ufeff", "\u200b", "\u202e", "\ufffe", "\x0b", "\x85"),
    *("None", "NaN", "inf", "-inf", "True", "null", "~", "0", "-0", "1e999", "9" * 400, "0x10"),
    *("1,128", "1.128,5", "12.5.3", "1 128", "٣", "½", "999999999999999", "-1", "+5", "1e3"),
    *("{count}", "{quý II}", "{", "}", "{{}}", "%(x)s", "%s", "$\\frac{a}{b}$", "<b>", "</title>"),
    *("=1+1", "@SUM(A1)", "'", '"', '""', "`", "\\", "\\n", "../..", "/etc/passwd", "C:\\x", "con"),
    *(
        "&a *a",
        "*a",
        "!!python/object:os.system x",
        "!x",
        '"\\UFFFFFFFF"',
        '"\\ud800"',
        "? :",
        "- -",
    ),
    *("[" * 80, "{" * 80, ": : :", "#", "|", ">", "---", "...", "%YAML 9.9", "<<: *x", "@", "`x`"),
    *(",", ";", ",,,,,,,,", '"a\nb"', "ha-noi", "hanoi", "Hà Nội", "ha-giang", "x" * 300),
    *("2022-02-30", "0000-00-00", "9999-12-31", "1929-01-01", "2099-12-31", "2022H3", "2022M13"),
    *("members_new", "members_none", "exact", "Huyện A", "H. A", "Huyá»‡n", "HuyÖn Ho»ng Hãa"),
    *("2022-13-01", "2022M01-09", "10" * 2500, "ha noi " * 500, "a@b.vn", "a@b.vn\r\nBcc: c@d.vn"),
)


def spoil(content: bytes, random: Random, times: int = 3) -> bytes:
    """`content` with up to `times` changes of text or of bytes."""
    for _ in range(random.randint(1, times)):
        content = random.choice(_CHANGES)(content, random)
    return content


def spoil_json(content: bytes, random: Random) -> bytes:
    """A JSON document in which one or two values are others: another type, another size."""
    value = json.loads(content)
    for _ in range(random.randint(1, 2)):
        value = _replaced(value, random)
    return json.dumps(value, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _replaced(value: Any, random: Random) -> Any:
    inner = list(value) if isinstance(value, dict) else range(len(value)) if _is_list(value) else ()
    if not inner or random.random() < 0.08:
        return _other(random)
    key = random.choice(list(inner))
    changed = dict(value) if isinstance(value, dict) else list(value)
    if random.random() < 0.1:
        del changed[key]
    else:
        changed[key] = _replaced(value[key], random)
    return changed


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _other(random: Random) -> Any:
    deep: Any = "x"
    for _ in range(random.choice((1, 60))):
        deep = [deep]
    text = random.choice(TOKENS)
    return random.choice((None, True, 0, -1, 1.5, 10**30, text, [], {}, [text], {text: text}, deep))


def _cut(content: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    return content[:at]


def _hole(content: bytes, random: Random) -> bytes:
    at, size = random.randint(0, len(content)), random.choice((1, 3, 40))
    return content[:at] + content[at + size :]


def _twice(content: bytes, random: Random) -> bytes:
    at, size = random.randint(0, len(content)), random.choice((1, 20, 200))
    return (
        content[: at + size] + content[at : at + size] * random.choice((1, 2, 200)) + content[at:]
    )


def _flip(content: bytes, random: Random) -> bytes:
    if not content:
        return b"\xff"
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 8))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _insert(content: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    return content[:at] + _token(random) + content[at:]


def _word(content: bytes, random: Random) -> bytes:
    """One cell, key or value is another one."""
    separators = [at for at, letter in enumerate(content) if letter in b',:;\n[]{}"']
    if len(separators) < 2:
        return _insert(content, random)
    first = random.randrange(len(separators) - 1)
    return content[: separators[first] + 1] + _token(random) + content[separators[first + 1] :]


def _line(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    random.shuffle(lines) if random.random() < 0.2 else lines.insert(
        random.randint(0, len(lines)), random.choice(lines)
    )
    return b"\n".join(lines)


def _encode(content: bytes, random: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    encoding = random.choice(("utf-16", "utf-16-le", "utf-32", "cp1258", "cp1252", "utf-8-sig"))
    return text.encode(encoding, "replace")


def _token(random: Random) -> bytes:
    return random.choice(TOKENS).encode("utf-8", "surrogatepass")


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_word, _word, _word, _insert, _insert, _line, _hole, _twice, _flip, _cut, _encode),
)
