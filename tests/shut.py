"""A folder that may not be entered, for the superuser neither."""

import os


def shut(monkeypatch, folder):
    """Make it, and say what is said of it."""
    folder.mkdir(parents=True, exist_ok=True)
    scandir = os.scandir

    def refusing(path):
        if str(path) == str(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    return f"{folder}: a folder that cannot be read: permission denied; check its permissions"
