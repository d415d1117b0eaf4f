"""Archives, unpacked no further than a text may be long."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Self

from restore.errors import InputError
from restore.markup.scanning import MAX_BYTES


class Archive:
    """A zip file in memory; all that is read of it together has at most MAX_BYTES bytes.

    Raises:
        InputError: it is none.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise self._broken() from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def has(self, path: str) -> bool:
        """Whether there is such an entry."""
        return path in self._zip.NameToInfo

    def read(self, path: str) -> bytes:
        """An entry, whatever size it claims to have.

        Raises:
            InputError: it is missing, damaged, protected by a password, or too large.
        """
        try:
            with self._zip.open(path) as file:
                data = file.read(self._left + 1)
        except KeyError:
            raise InputError(f"{self.name}: lacks {path}, which it needs; get the whole file") from None
        except RuntimeError:  # which is how zipfile asks for a password
            raise InputError(f"{self.name}: is protected by a password; save it without one") from None
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
            raise self._broken() from None
        if len(data) > self._left:
            raise InputError(f"{self.name}: unpacks to more than {MAX_BYTES} bytes, too many for a text; split it")
        self._left -= len(data)
        return data

    def _broken(self) -> InputError:
        return InputError(f"{self.name}: damaged: it cannot be unpacked; get the file again")
