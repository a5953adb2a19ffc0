"""The packages of planted persons of the sample organisations, against what was written down by hand."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from privaudit.exporting import ExportOptions, export
from privaudit.model.export import ExportReport
from privaudit.model.organisation import Right
from tests.test_sample_data import SAMPLES

PLANTED = sorted(path.parent.name for path in SAMPLES.glob("*/register.yaml"))


def wanted(organisation: str) -> dict[str, Any]:
    """What was written down of the person of an organisation."""
    found: dict[str, Any] = json.loads((SAMPLES / organisation / "expected_export.json").read_text(encoding="utf-8"))
    return found


def exported(organisation: str, right: Right, folder: Path) -> tuple[ExportReport, dict[str, bytes]]:
    """The report, and the files of the package."""
    said = wanted(organisation)
    path = folder / f"{right}.zip"
    options = ExportOptions(right=right, confirmed=said["confirmed"])
    home = SAMPLES / organisation
    report = export([str(home / "clean")], home / "register.yaml", said["subject"], path, options)
    with zipfile.ZipFile(path) as archive:
        return report, {name: archive.read(name) for name in archive.namelist()}


def data_of(files: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the package, by table."""
    tables = json.loads(files["manifest.json"])["tables"]
    return {table["table"]: json.loads(files[table["files"][0]]) for table in tables}


def by_rows(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """The same whatever order the rows come in."""
    return {name: sorted(json.dumps(row, sort_keys=True) for row in rows) for name, rows in tables.items()}


@pytest.mark.parametrize("organisation", PLANTED)
def test_an_access_package_holds_all_rows_of_the_planted_person_and_the_proof(organisation: str, tmp_path: Path) -> None:
    said = wanted(organisation)
    report, files = exported(organisation, Right.ACCESS, tmp_path)
    manifest = json.loads(files["manifest.json"])
    assert by_rows(data_of(files)) == by_rows(said["tables"])
    assert report.exit_code == 0
    unreached: dict[str, set[str]] = {}
    for one in manifest["completeness"]["proof"]:
        if one["outcome"] == "not reachable":
            unreached.setdefault(one["table"], set()).add(one["column"])
    assert unreached == {table: set(columns) for table, columns in said["not_reachable"].items()}
    assert {one["name"] for activity in manifest["processing"] for one in activity["recipients"]} == set(said["recipients"])
    assert set(said["vcard"]) <= set(files["person.vcf"].decode().split("\r\n"))
    assert {file["path"]: file["sha256"] for file in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"
    }


@pytest.mark.parametrize("organisation", PLANTED)
def test_a_portability_package_leaves_out_what_rests_on_neither_consent_nor_contract(organisation: str, tmp_path: Path) -> None:
    said = wanted(organisation)
    _, files = exported(organisation, Right.PORTABILITY, tmp_path)
    out = {*said["not_portable"], *said["of_third_parties"]}
    portable = {name: rows for name, rows in said["tables"].items() if name not in out}
    assert by_rows(data_of(files)) == by_rows(portable)
    left = {entry["table"]: entry["reason"] for entry in json.loads(files["manifest.json"])["left_out"]}
    assert out <= set(left)
    assert all("from a third party" in left[table] for table in said["of_third_parties"])
    assert all("neither on consent nor on contract" in left[table] for table in said["not_portable"])


def test_the_samples_have_packages_for_access_to_one_s_data() -> None:
    assert {promise for organisation in PLANTED for promise in wanted(organisation)["promises"]} >= {"A12", "B9", "D8", "E7"}
