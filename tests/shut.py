"""A folder that may not be entered, for the superuser neither."""

import os


def shut(monkeypatch, folder):
    """Make it, and say what is said of it."""
    folder.mkdir(parents=True, exist_ok=True)
    scandir, stat = os.scandir, os.stat

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    def listing(path):
        return refuse(path) if str(path) == str(folder) else scandir(path)

    def looking(path, *rest, **named):
        within = isinstance(path, str | os.PathLike) and os.path.dirname(path) == str(folder)
        return refuse(path) if within else stat(path, *rest, **named)

    monkeypatch.setattr(os, "scandir", listing)
    monkeypatch.setattr(os, "stat", looking)
    return f"{folder}: a folder that cannot be read: permission denied; check its permissions"
