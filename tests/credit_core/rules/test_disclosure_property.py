"""No path shows a record without a passed check: reads that are right but for a few things, against a second reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit_core.messages import disclosure as messages
from credit_core.model.decisions import Met
from credit_core.model.disclosure import AuthorisationState, Mode, RequesterKind
from credit_core.model.records import Publicity, Sharing, Source, Validity
from credit_core.rules.disclosure import Requester
from tests.credit_core import query_examples as examples
from tests.credit_core.query_examples import FIRM, PERSON, PLACES, TODAY, disclose, place_of, record, request

Changes = dict[str, Any]


def some_of(**values: Any) -> st.SearchStrategy[Changes]:
    """At most two of these fields changed, each to one of its values: most of the read stays as it should be."""
    names = st.lists(st.sampled_from(sorted(values)), max_size=2, unique=True)
    return names.flatmap(lambda found: st.fixed_dictionaries({name: st.sampled_from(values[name]) for name in found}))


RECORDS = some_of(
    subject_id=[FIRM.id],
    jurisdiction=list(PLACES),
    validity=list(Validity),
    publicity=list(Publicity),
    publicity_start=[None, date(2026, 11, 20), date(2026, 11, 21)],
    publicity_end=[date(2026, 11, 19), date(2026, 11, 20)],
    sharing=list(Sharing),
    masked=[True],
    source=[Source.MARKET],
    title=["不动产登记信息"],
    objection_marks=[1, 2],
)
REQUESTS = some_of(
    requester=[
        examples.itself(PERSON),
        examples.itself(FIRM),
        examples.bank(),
        examples.bank(RequesterKind.CREDIT_SERVICE),
        Requester("某", "", RequesterKind.DEPARTMENT),
        *(Requester("某", "", RequesterKind.DEPARTMENT, examples.body(place)) for place in PLACES),
        Requester("某", "", RequesterKind.DEPARTMENT, examples.body("city", active=False)),
        Requester("某", "", RequesterKind.DEPARTMENT, examples.body("city", ("credit_service_org",))),
        *(Requester("某", "x", RequesterKind.PERSON, represents=met) for met in Met),
    ],
    purpose=["", "审核贷款申请", "别的用途"],
    duty=["", "行政许可"],
    basis=[""],
    findings=[
        {},
        {"within_duty": True},
        {"within_duty": False, "mode_has_basis": True},
        {"within_duty": True, "mode_has_basis": False},
    ],
)
AUTHORISATIONS = some_of(
    jurisdiction=list(PLACES),
    subject_id=[FIRM.id],
    requester_number=["", "x"],
    expires_on=[None, date(2026, 11, 19), date(2026, 11, 20)],
    granted_on=[None, date(2026, 11, 20), date(2026, 11, 21)],
    uses=[1],
    state=list(AuthorisationState),
    scope=[(), ("record-1",), ("positive",)],
    provider_consent=[examples.DEPARTMENT, "别的单位"],
    requester_kind=[RequesterKind.CREDIT_SERVICE],
)
ALL_FOUND = {"within_duty": True, "mode_has_basis": True, "service_organisation_qualified": True}


@pytest.mark.rule("SYS-19", "SX-07", "CT-20", "CT-24", "CT-25", "JX-20")
@settings(max_examples=1500, deadline=None)
@given(
    mode=st.sampled_from(Mode),
    where=st.sampled_from(PLACES),
    asked_for=REQUESTS,
    of=RECORDS,
    by=st.one_of(st.none(), AUTHORISATIONS),
    verified=st.sampled_from([Met.MET, Met.MET, Met.UNKNOWN, Met.NOT_MET]),
)
def test_no_record_is_shown_without_a_passed_check(
    mode: Mode, where: str, asked_for: Changes, of: Changes, by: Changes | None, verified: Met
) -> None:
    """A plain second reading of the rules, mode by mode: whatever is shown must satisfy it."""
    asked = replace(request(mode, where, basis="规定", findings=ALL_FOUND), **asked_for)
    one = replace(record(jurisdiction=where), **of)
    given_ = None if by is None else replace(examples.authorisation(where, most_uses=1), **by)
    found = disclose(asked, one, given=given_, verified=verified)
    if not found.shown:
        return
    place = place_of(asked.jurisdiction)
    assert one.subject_id == asked.subject.id
    assert one.jurisdiction == asked.jurisdiction
    assert one.validity in {Validity.EFFECTIVE, Validity.CORRECTED}
    if asked.mode not in place.modes.listed:
        assert not place.modes.closed
        assert asked.findings["mode_has_basis"] is True
        assert asked.basis
    own = asked.mode is Mode.REAL_NAME
    assert own or not (one.masked or one.publicity in {Publicity.MASKED, Publicity.STOPPED})
    assert [mark.name for mark in found.shown[0].marks] == ([messages.OBJECTION_MARK] if one.objection_marks else [])
    limited = "不动产" in one.title and where == "city"
    assert not limited or asked.mode in {Mode.REAL_NAME, Mode.AUTHORISED}
    if asked.mode is Mode.OPEN:
        assert one.publicity is Publicity.PUBLIC
        assert one.publicity_start is not None
        assert one.publicity_start <= TODAY
        assert one.publicity_end is None or one.publicity_end >= TODAY
    elif own:
        assert verified is Met.MET
        assert asked.requester.number == asked.subject.id_number or asked.requester.represents is Met.MET
    elif asked.mode is Mode.AUTHORISED:
        assert verified is Met.MET
        assert given_ is not None
        assert (given_.subject_id, given_.jurisdiction) == (asked.subject.id, asked.jurisdiction)
        assert given_.state is AuthorisationState.ACTIVE
        assert given_.granted_on is not None
        assert given_.expires_on is not None
        assert given_.granted_on <= TODAY <= given_.expires_on
        assert given_.requester_number == asked.requester.number
        assert given_.purpose == asked.purpose
        assert given_.most_uses is None or given_.uses < given_.most_uses
        assert {one.id, one.record_class} & {*given_.scope}
        if RequesterKind.CREDIT_SERVICE in (asked.requester.kind, given_.requester_kind):
            consented = given_.provider_consent == one.provider
            assert consented or place.document != "city-2022"
    else:
        body = asked.requester.body
        assert body is not None
        assert body.active
        assert body.jurisdiction == asked.jurisdiction
        assert asked.purpose
        assert asked.duty
        assert asked.findings["within_duty"] is True
        assert one.sharing is not Sharing.STOPPED
        assert asked.mode is not Mode.SHARED or one.sharing is Sharing.SHARED
