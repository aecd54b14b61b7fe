"""Names that files can have on every system that a report may be opened on."""

from __future__ import annotations

import re

from doanvien.reference.sentences import Sentence, sentence

LONGEST = 100
"""Letters. A name is a part of paths, and Windows takes 260 letters for a whole one."""
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.I)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def unfit(name: str) -> Sentence | None:
    """Why `name` cannot name a folder or a file everywhere, in a sentence; None if it can.

    Windows keeps the names of devices whatever their ending, drops points and blanks at the end,
    and forbids some letters; "." and ".." are other folders.
    """
    if not name.strip(". "):
        return sentence("{name!r} names another folder. Rename it.", name=name)
    if _FORBIDDEN.search(name):
        return sentence(
            "{name!r} holds a letter that no file name may have on Windows "
            '(< > : " / \\ | ? *). Rename it.',
            name=name,
        )
    if name[0] == "." or name[-1] in ". " or name[0] == " ":
        return sentence("{name!r} begins or ends with a point or a blank. Rename it.", name=name)
    if _DEVICES.fullmatch(name):
        return sentence("{name!r} is the name of a device on Windows. Rename it.", name=name)
    if len(name) > LONGEST:
        return sentence(
            "{name!r} has more than {most} letters. Rename it.", name=name, most=LONGEST
        )
    return None
