import importlib
import importlib.util

import pytest


@pytest.fixture
def datasets(tmp_path, monkeypatch):
    """Hugging Face's package, away from the network."""
    if importlib.util.find_spec("datasets") is None:
        pytest.skip("datasets is not installed")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return importlib.import_module("datasets")
