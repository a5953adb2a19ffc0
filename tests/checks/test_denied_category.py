from __future__ import annotations

import pytest

from privaudit.model.findings import Severity
from privaudit.model.verdicts import Verdict
from tests.conftest import Audit, found

ID = "denied-category"


def register(denial: str, data: str = "{category: user.contact.email}") -> str:
    return f"""\
never_collected:
  - {denial}
activities:
  - id: members
    purposes: [essential.service]
    basis: [A6-1-b]
    subjects: [customer]
    where: [{{tables: [members]}}]
    data: [{data}]
"""


def test_a_denied_group_is_found_by_name(audit: Audit) -> None:
    report = audit({"schema.sql": "CREATE TABLE members (\n  id INT,\n  religion TEXT\n);\n"}, register("{category: special}"))
    (finding,) = found(report, ID)
    assert (finding.table, finding.column, finding.categories) == ("members", "religion", ("user.demographic.religious_belief",))
    assert (finding.verdict, finding.severity) == (Verdict.INDICATION, Severity.CRITICAL)
    assert (finding.register, finding.law) == ("never_collected/special", ("GDPR 5(1)(a)", "GDPR 5(1)(c)", "GDPR 9(1)"))
    assert str(finding.place) == "schema.sql:3"
    assert len(report.findings) - len(found(report, "stale-entry")) == 1


def test_a_denied_category_is_found_by_value_inside_texts_of_a_declared_table(audit: Audit) -> None:
    members = "id,note\n1,write to a@x.org\n2,nothing at all\n"
    (finding,) = found(audit({"members.csv": members}, register("{category: user.contact}")), ID)
    assert (finding.column, finding.verdict, finding.law) == ("note", Verdict.PROVEN, ("GDPR 5(1)(a)", "GDPR 5(1)(c)"))
    assert "and the register says that user.contact is never collected. Evidence: inside 1 of 2 values." in finding.message


def test_a_denial_comes_before_the_table_being_undeclared(audit: Audit) -> None:
    report = audit({"guests.csv": "religion,email\nx,a@x.org\n"}, register("{category: special}"))
    assert [finding.column for finding in found(report, ID)] == ["religion"]
    (table,) = found(report, "undeclared-table")
    assert table.categories == ("user.contact.email",)


def test_criminal_data_has_its_own_article(audit: Audit) -> None:
    (finding,) = found(audit({"members.csv": "id,offence\n1,x\n"}, register("{category: criminal}")), ID)
    assert finding.law == ("GDPR 5(1)(a)", "GDPR 5(1)(c)", "GDPR 10")


@pytest.mark.parametrize(
    "denial",
    ["{category: special, where: [guests]}", "{category: criminal}", "{category: user.financial}"],
)
def test_what_the_denial_does_not_speak_of_is_silent(audit: Audit, denial: str) -> None:
    assert found(audit({"members.csv": "religion,email\nx,a@x.org\n"}, register(denial)), ID) == []


def test_a_column_that_is_mapped_to_none_is_silent(audit: Audit) -> None:
    none = "{category: none, columns: [members.religion], reason: the name of a font}"
    assert found(audit({"members.csv": "id,religion\n1,x\n"}, register("{category: special}", none)), ID) == []


@pytest.mark.parametrize("category", ["special", "user.demographic"])
def test_a_column_that_is_mapped_to_a_group_or_a_prefix_is_judged_like_any_other(audit: Audit, category: str) -> None:
    data = f"{{category: {category}, columns: [members.c7]}}"
    (finding,) = found(audit({"members.csv": "id,c7\n1,x\n"}, register(f"{{category: {category}}}", data)), ID)
    assert (finding.column, finding.categories, finding.verdict) == ("c7", (category,), Verdict.PROVEN)


def test_what_is_undetermined_may_be_held_and_fails_no_build(audit_by_our_rules: Audit) -> None:
    illnesses = ["diabetes", "asthma", "hypertension", "migraine", "epilepsy", "anaemia"]
    motifs = "motif,rank\n" + "".join(f"{illness},{rank}\n" for rank, illness in enumerate(illnesses * 10))
    report = audit_by_our_rules({"motif.csv": motifs}, register("{category: special}"))
    (finding,) = found(report, ID)
    assert (finding.verdict, finding.fails) == (Verdict.UNDETERMINED, False)
    assert finding.message.startswith("motif.motif may hold health (user.health_and_medical), and the register says")
    assert report.exit_code(Severity.LOW) == 0
