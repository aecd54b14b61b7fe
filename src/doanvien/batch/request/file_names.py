"""Names that files can have on every system that a report may be opened on."""

from __future__ import annotations

import re

LONGEST = 100
"""Letters. A name is a part of paths, and Windows takes 260 letters for a whole one."""
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.I)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def unfit(name: str) -> str:
    """Why `name` cannot name a folder or a file everywhere, as the end of a sentence; "" if it can.

    Windows keeps the names of devices whatever their ending, drops points and blanks at the end,
    and forbids some letters; "." and ".." are other folders.
    """
    if not name.strip(". "):
        return "names another folder"
    if _FORBIDDEN.search(name):
        return 'holds a letter that no file name may have on Windows (< > : " / \\ | ? *)'
    if name[0] == "." or name[-1] in ". " or name[0] == " ":
        return "begins or ends with a point or a blank"
    if _DEVICES.fullmatch(name):
        return "is the name of a device on Windows"
    return f"has more than {LONGEST} letters" if len(name) > LONGEST else ""
