"""The public function behind `privaudit export`."""

from __future__ import annotations

from pathlib import Path

import pytest

from privaudit import ExportOptions, PrivauditError, Right, export
from privaudit.model.export import Package

REGISTER = """\
privaudit: 1
organisation: {name: Example SAS, country: FR}
activities:
  - id: customers
    title: Customers
    role: controller
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{tables: [customers]}]
    data: [{category: user.contact.email}]
"""


@pytest.fixture
def shop(tmp_path: Path) -> tuple[list[str], Path]:
    """A target and a register."""
    (tmp_path / "customers.csv").write_text("id,email\n1,ada@x.example\n2,bo@x.example\n", encoding="utf-8")
    (tmp_path / "register.yaml").write_text(REGISTER, encoding="utf-8")
    return [str(tmp_path / "customers.csv")], tmp_path / "register.yaml"


def test_the_report_tells_what_was_written(shop: tuple[list[str], Path], tmp_path: Path) -> None:
    report = export(*shop, ["email=ada@x.example"], tmp_path / "ada.zip", ExportOptions(right=Right.ACCESS))
    (person,) = report.persons
    assert isinstance(person.outcome, Package)
    assert (report.exit_code, person.path, len(person.outcome.tables)) == (0, str(tmp_path / "ada.zip"), 1)
    assert "data/customers.json" in person.files


def test_what_is_told_of_a_report_never_shows_a_value(shop: tuple[list[str], Path], tmp_path: Path) -> None:
    report = export(*shop, ["email=ada@x.example"], tmp_path / "ada.zip")
    assert "ada@x.example" not in repr(report)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "names nobody"), (b"email\n", "names nobody"), (b"email\n \n", "nothing says who it is"), (b"\xff\xfe\x00", "cannot be read")],
)
def test_a_file_of_persons_must_name_each(content: bytes, said: str, shop: tuple[list[str], Path], tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(content)
    with pytest.raises(PrivauditError, match=said):
        export(*shop, [], tmp_path, ExportOptions(subject_file=people))
