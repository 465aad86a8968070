"""Every file that leaves is written down: who took it, of what, and how many rows. An auditor reads it."""

from typing import Any

import pytest

from enquiries.audit import trail
from enquiries.audit.models import Amendment, AmendmentKind
from enquiries.core.enums import Role
from enquiries.organisation.staff import staff_by_email
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.member import Member

pytestmark = pytest.mark.both_databases


@pytest.fixture
def auditor(ringback: Ringback) -> Member:
    """Priya, who takes no calls here."""
    with ringback.session() as session:
        staff_by_email(session, "priya@example.org").role = Role.AUDITOR
        session.commit()
    return Member(ringback, "priya@example.org")


def written_down(ringback: Ringback) -> list[Amendment]:
    """What was downloaded or shown, the newest first."""
    with ringback.session() as session:
        kinds = (AmendmentKind.DOWNLOADED, AmendmentKind.SHOWN)
        return [each for each in trail.latest(session) if each.deed in kinds]


def last_of(ringback: Ringback) -> tuple[str, str, dict[str, Any]]:
    newest = written_down(ringback)[0]
    return newest.what, newest.by, newest.after


def test_the_response_time_file(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.ignores_the_rest()
    dana = Member(ringback, "dana@example.org")
    dana.opens("/reports/response-times.csv?from=2026-01-14&to=2026-01-31")
    what, by, after = last_of(ringback)
    assert (what, by) == ("response-time file", staff_name(ringback, "dana"))
    assert after == {"received": "from 2026-01-14 to 2026-01-31", "centres": ["willow-house"], "rows": 1}


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_table_of_the_reports(ringback: Ringback, the_enquirer: Phone, sam: Phone, kind: str) -> None:
    the_enquirer.texts("HELP").ignores_the_rest()
    sam.ignores_the_rest()
    dana = Member(ringback, "dana@example.org")
    dana.opens("/reports/never-called?from=2026-01-14")
    dana.client.head(f"/reports/sources.{kind}")
    assert written_down(ringback) == []
    assert dana.opens(f"/reports/sources.{kind}?from=2026-01-14").status_code == 200
    what, by, after = last_of(ringback)
    assert (what, by) == ("report: By source", staff_name(ringback, "dana"))
    assert after == {"wanted": "from 2026-01-14 on", "centres": ["willow-house"], "rows": 1}


def test_a_file_that_is_refused_or_only_asked_about_is_none(ringback: Ringback) -> None:
    dana = Member(ringback, "dana@example.org")
    dana.opens("/reports/response-times.csv?from=soon")
    dana.client.head("/reports/response-times.csv")
    Member(ringback, "sam@example.org").opens("/reports/response-times.csv")
    dana.opens("/reports")
    assert written_down(ringback) == []


def test_one_that_is_broken_off_is_known_too(ringback: Ringback) -> None:
    Member(ringback, "dana@example.org").client.get("/reports/response-times.csv").close()
    assert last_of(ringback)[0] == "response-time file"


def test_the_setup_file(ringback: Ringback) -> None:
    Member(ringback, "tom@example.org").opens("/admin/setup.toml")
    what, by, after = last_of(ringback)
    assert (what, by) == ("setup file", staff_name(ringback, "tom"))
    assert after["people"] >= 5


@pytest.mark.parametrize(
    ("command", "what", "facts"),
    [
        ("report response-times --format csv", "response-time file", {"rows": 0}),
        ("report response-times --format json --from 2026-01-14", "response-time file", {"rows": 0}),
        ("dump", "setup file", {}),
    ],
)
def test_files_of_the_command_line(
    ringback: Ringback, command: str, what: str, facts: dict[str, Any]
) -> None:
    said = ringback.app.test_cli_runner().invoke(args=command.split())
    assert said.exit_code == 0, said.output
    found, by, after = last_of(ringback)
    assert (found, by) == (what, "the command line")
    assert facts.items() <= after.items()


def test_a_table_is_no_file(ringback: Ringback) -> None:
    ringback.app.test_cli_runner().invoke(args=["report", "response-times"])
    assert written_down(ringback) == []


def test_a_number_that_is_looked_up_among_the_opt_outs(ringback: Ringback) -> None:
    dana = Member(ringback, "dana@example.org")
    page = dana.sends("/admin/opt-outs", phone="07700 900123")
    assert "may be texted" in page.text
    what, by, after = last_of(ringback)
    assert what.startswith("opt-out ")
    assert (by, after) == (staff_name(ringback, "dana"), {"how": "looked up"})
    assert "900123" not in what
    dana.sends("/admin/opt-outs", phone="12")
    assert len(written_down(ringback)) == 1


class TestTheAuditor:
    def test_sees_who_took_what_and_who_changed_what(self, ringback: Ringback, auditor: Member) -> None:
        Member(ringback, "tom@example.org").opens("/admin/setup.toml")
        page = auditor.opens("/admin/changes")
        assert page.status_code == 200
        assert "<b>setup file</b> <span>downloaded by" in page.text
        assert 'href="/admin"' not in page.text

    def test_has_a_way_there(self, auditor: Member) -> None:
        assert '<a href="/admin/changes">Changes</a>' in auditor.opens("/reports").text

    def test_sees_no_other_page_of_settings(self, auditor: Member) -> None:
        for address in ("/admin", "/admin/setup.toml", "/admin/staff", "/admin/opt-outs"):
            assert auditor.opens(address).status_code == 403

    def test_an_admin_goes_there_by_the_admin_pages(self, ringback: Ringback) -> None:
        page = Member(ringback, "tom@example.org").opens("/admin").text
        assert ">Changes</a>" not in page
        assert 'href="/admin/changes"' in page

    def test_managers_and_responders_do_not(self, ringback: Ringback) -> None:
        for name in ("dana", "sam"):
            assert Member(ringback, f"{name}@example.org").opens("/admin/changes").status_code == 403


def staff_name(ringback: Ringback, name: str) -> str:
    with ringback.session() as session:
        return staff_by_email(session, f"{name}@example.org").name
