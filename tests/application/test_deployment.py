"""What is delivered for operation fits the program: alerts, image, unit, guides."""

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest

from bot.commands.edge import MISCONFIGURED
from bot.monitoring.metrics import Metrics
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
VARIABLES = {
    str(field.validation_alias or name).upper() for name, field in Settings.model_fields.items()
}


def alerts() -> list[dict[str, Any]]:
    written = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))
    return [rule for group in written["groups"] for rule in group["rules"]]


def names_of(metrics: Metrics) -> set[str]:
    """The names that a scrape may hold, those without a value yet too."""
    scraped = generate_latest(metrics.registry).decode()
    described = re.findall(r"^# TYPE (\S+)", scraped, re.MULTILINE)
    parts = ("", "_bucket", "_count", "_sum")
    return {f"{name}{part}" for name in described for part in parts}


def test_alerts_speak_of_metrics_that_there_are() -> None:
    named = {name for rule in alerts() for name in re.findall(r"vigie_\w+", rule["expr"])}

    assert named
    assert named <= names_of(Metrics())


def test_each_alert_says_what_it_means_and_what_to_do() -> None:
    for rule in alerts():
        assert {"summary", "action"} <= rule["annotations"].keys(), rule["alert"]
        assert rule["labels"]["severity"] in {"warning", "critical"}


def test_the_image_holds_what_the_program_imports_and_runs_without_root() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (\w+) \w+$", dockerfile, re.MULTILINE))
    last = dockerfile.rpartition("FROM ")[2]

    assert copied == {"bot", "handlers", "storage"}
    assert re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE) == ["${BASE}", "${BASE}"]
    assert "--require-hashes" in dockerfile
    assert re.search(r"^USER (?!0|root)\S+$", last, re.MULTILINE)


def test_the_image_asks_for_its_health_where_the_program_answers() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    (written,) = re.findall(r"^HEALTHCHECK .*\n\s+(\[.*\])$", dockerfile, re.MULTILINE)
    program, option, source = json.loads(written)
    compile(source, "HEALTHCHECK", "exec")

    assert (program, option) == ("python", "-c")
    assert f'"VIGIE_HTTP_PORT", {Settings.model_fields["http_port"].default}' in source
    assert "/healthz" in source


def test_compose_and_unit_give_a_stop_its_ten_seconds() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    unit = (DEPLOY / "vigie.service").read_text(encoding="utf-8")

    assert compose["services"]["vigie"]["stop_grace_period"] == "20s"
    assert "ports" not in compose["services"]["vigie"]
    assert "TimeoutStopSec=20" in unit


def test_the_unit_does_not_start_again_what_only_a_person_mends() -> None:
    unit = (DEPLOY / "vigie.service").read_text(encoding="utf-8")

    assert f"RestartPreventExitStatus={MISCONFIGURED}\n" in unit
    assert {"Restart=always", "RestartSteps=6", "RestartMaxDelaySec=300"} <= set(unit.splitlines())
    assert "StartLimitIntervalSec=0" in unit.splitlines()


SHARED = {
    "User=vigie",
    "StateDirectoryMode=0700",
    "WorkingDirectory=/var/lib/vigie",
    "Environment=DATABASE_URL=sqlite:////var/lib/vigie/vigie.db",
    "EnvironmentFile=/etc/vigie/vigie.env",
}
HARDENED = """
LimitCORE=0 UMask=0077 NoNewPrivileges=yes CapabilityBoundingSet= ProtectSystem=strict
ProtectHome=yes ProtectProc=invisible ProcSubset=pid ProtectClock=yes ProtectHostname=yes
ProtectKernelLogs=yes ProtectKernelTunables=yes ProtectKernelModules=yes
ProtectControlGroups=yes PrivateTmp=yes PrivateDevices=yes PrivateMounts=yes PrivateUsers=yes
RemoveIPC=yes RestrictNamespaces=yes RestrictRealtime=yes RestrictSUIDSGID=yes
LockPersonality=yes MemoryDenyWriteExecute=yes SystemCallArchitectures=native
SystemCallErrorNumber=EPERM
"""


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda unit: unit.stem)
def test_a_unit_leaves_the_program_nothing_that_it_does_not_need(unit: Path) -> None:
    lines = unit.read_text(encoding="utf-8").splitlines()
    filters = [line for line in lines if line.startswith("SystemCallFilter=")]

    assert set(HARDENED.split()) <= set(lines)
    assert set(lines) >= SHARED
    assert filters == [  # each narrows or widens what stands before it
        "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged @resources",
        "SystemCallFilter=setpriority",
    ]


def test_what_is_installed_is_what_lies_there_and_starts_what_is_installed() -> None:
    script = (DEPLOY / "install.sh").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^UNIT_FILES=\(([^)]*)\)", script, re.MULTILINE)
    units = {one.name for pattern in ("*.service", "*.timer") for one in DEPLOY.glob(pattern)}
    service = (DEPLOY / "vigie.service").read_text(encoding="utf-8").splitlines()

    assert set(listed.split()) == units
    assert {one.stem for one in DEPLOY.glob("*.timer")} <= {
        one.stem for one in DEPLOY.glob("*.service")
    }
    assert {"Type=notify", "ExecStart=/opt/vigie/current/bin/vigie run"} <= set(service)


def test_the_bill_of_materials_names_each_line_of_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    made = runpy.run_path(str(DEPLOY / "sbom.py"))["bill"](lock, "1.2.3")
    named = {f"{one['name']}=={one['version']}" for one in made["components"]}

    assert named == set(re.findall(r"^[A-Za-z0-9._-]+==[^ ;\\]+", lock, re.MULTILINE))
    assert sum(len(one["properties"]) for one in made["components"]) == lock.count("--hash=sha256:")


@pytest.mark.parametrize("minor", ["3.11", "3.13"])
def test_what_another_python_takes_of_the_lock_is_whole_and_without_conditions(minor: str) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    taken = list(runpy.run_path(str(DEPLOY / "lock_for.py"))["lines_for"](lock, minor))
    names = [line.partition("==")[0] for line in taken]
    everything = set(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE))

    assert len(names) == len(set(names))
    assert everything - set(names) == {"colorama"}  # of Windows
    assert all("--hash=sha256:" in line and ";" not in line for line in taken)


def test_only_variables_that_there_are_are_set() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DEPLOY.iterdir() if path.is_file()]
    named = {
        name for text in texts for name in re.findall(r"\b(VIGIE_[A-Z_]+|DATABASE_URL)\b", text)
    }

    assert named - VARIABLES == {"VIGIE_RELEASE_KEY", "VIGIE_VERSION"}  # of release and compose
