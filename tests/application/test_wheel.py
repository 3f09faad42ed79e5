"""The program as a school installs it: from a wheel, with no checkout around it."""

import os
import re
import signal
import subprocess
import sys
import tomllib
import urllib.request
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path
from sysconfig import get_path

import pytest

from bot.packaged import manifest_text
from tests.support.processes import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    subprocess.run((*pip, "wheel", *options, "-w", folder, ROOT), check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`vigie` in an environment of its own; what it depends on is lent by this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    options = ("--no-deps", "--no-index", "--quiet")
    subprocess.run((*pip, "install", *options, wheel), check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(get_path("purelib") + "\n")
    return folder / "bin" / "vigie"


def alone(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUNBUFFERED": "1"}


def test_the_demo_starts_from_what_was_installed(installed: Path, tmp_path: Path) -> None:
    command = (installed, "demo", "--port", "0")
    with subprocess.Popen(
        command, cwd=tmp_path, env=alone(tmp_path), stdout=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout is not None
        said = demo.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        try:
            assert address is not None, said
            with urllib.request.urlopen(address[0], timeout=30) as page:  # noqa: S310  # loopback
                shown = page.read().decode()
        finally:
            demo.send_signal(signal.SIGTERM)
        status = demo.wait(timeout=30)

    assert status == 0
    assert "<html" in shown


def test_it_tells_its_version(installed: Path, tmp_path: Path) -> None:
    command = (installed, "--version")
    told = subprocess.run(
        command, cwd=tmp_path, env=alone(tmp_path), capture_output=True, text=True, check=True
    )

    assert told.stdout == f"vigie {VERSION}\n"
    assert version("vigie") == VERSION


def test_the_manifest_is_packed_once_and_the_one_at_the_top_is_the_same(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = [name for name in packed.namelist() if name.endswith("manifest.yml")]

    assert names == ["bot/manifest.yml"]
    assert (ROOT / "manifest.yml").read_text(encoding="utf-8") == manifest_text()
