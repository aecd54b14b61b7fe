"""Which commit of the project a report was built from."""

import subprocess
from pathlib import Path


def commit_of(root: Path) -> str:
    """The commit checked out at `root`, with "-dirty" if files under git were changed.

    "" where `root` is not the top of a git checkout, or where there is no git.
    """
    found = _git(root, "rev-parse", "--show-toplevel", "HEAD").splitlines()
    if len(found) != 2 or Path(found[0]).resolve() != root.resolve():
        return ""
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    return f"{found[1]}-dirty" if changed else found[1]


def _git(root: Path, *arguments: str) -> str:
    try:
        ran = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout
