"""Contents of procedures for property tests: every field, texts as hostile as hypothesis likes."""

from __future__ import annotations

from hypothesis import strategies as st

from procedures.content import (
    DossierCase,
    DossierLine,
    Fee,
    FilingWay,
    LegalBasis,
    ProcedureContent,
    Step,
)

_letters = st.characters(
    exclude_categories=["C", "M", "Z"], exclude_characters="»"
) | st.sampled_from([*" \n|\\':=+-@;,»đĐằƯ", "\\n", "» ", "=1+1", " | "])
texts = st.lists(_letters, max_size=12).map("".join)
lines = texts.map(lambda text: " ".join(text.split()))
some = st.builds(lambda text: f"a{text}b", texts)
codes = st.from_regex(r"\A[1-3]\.\d{6}\Z")
units = st.sampled_from(["working_day", "day", "hour", "month"])
numbers = st.none() | st.integers(0, 900)
days = st.dates().map(lambda day: day.isoformat()) | st.just("")


@st.composite
def filing_ways(draw: st.DrawFn) -> FilingWay:
    amount = draw(numbers)
    return FilingWay(
        channel=draw(st.sampled_from(["online", "in_person", "post"])),
        amount=amount,
        unit=draw(units) if amount is not None else "",
        condition=draw(texts),
        fee=draw(texts),
        fee_amount=draw(numbers),
        time=draw(texts),
    )


@st.composite
def contents(draw: st.DrawFn) -> ProcedureContent:
    time_amount = draw(numbers)
    level = draw(st.sampled_from(["province", "commune", "central"]))
    return ProcedureContent(
        code=draw(codes),
        code_printed=draw(st.just("") | codes.map(lambda code: f"{code}.000.00.00.H45")),
        title=draw(lines.map(lambda text: f"Cấp {text} phép".replace("  ", " "))),
        field_name=draw(lines),
        level=level,
        further_levels=draw(st.just(()) | st.just(("commune", "central"))),
        mechanism=draw(st.sampled_from(["", "one_stop", "inter_agency"])),
        linked_agencies=draw(texts),
        for_citizens=draw(st.booleans()),
        for_businesses=draw(st.booleans()),
        online_level=draw(st.sampled_from(["", "full", "partial", "information"])),
        online_printed=draw(lines),
        partial_reason=draw(texts),
        proactive_level=draw(st.none() | st.integers(1, 4)),
        steps=tuple(draw(st.lists(st.builds(Step, lines, some), max_size=3))),
        filing_ways=tuple(draw(st.lists(filing_ways(), max_size=3))),
        dossier_cases=tuple(
            draw(st.lists(st.builds(DossierCase, some, numbers, texts), max_size=2))
        ),
        dossier_lines=tuple(
            draw(
                st.lists(
                    st.builds(
                        DossierLine,
                        case=texts,
                        name=some,
                        originals=st.integers(0, 9),
                        copies=st.integers(0, 9),
                        form=texts,
                        note=texts,
                    ),
                    max_size=3,
                )
            )
        ),
        dossier_sets=draw(st.integers(0, 9)),
        time_limit=draw(texts),
        time_amount=time_amount,
        time_unit=draw(units) if time_amount is not None else "",
        subjects=draw(texts),
        agency_deciding=draw(texts),
        agency_authorised=draw(texts),
        agency_receiving=draw(texts),
        agencies_coordinating=draw(texts),
        result=draw(texts),
        conditions=draw(texts),
        fees=tuple(
            draw(
                st.lists(
                    st.builds(
                        Fee,
                        name=some,
                        amount=st.integers(0, 10**10),
                        formula=texts,
                        unit=texts,
                        payer=texts,
                        exemption=texts,
                        basis=texts,
                        payment=texts,
                        printed=texts,
                    ),
                    max_size=2,
                )
            )
        ),
        fee_note=draw(texts),
        without=draw(st.just(()) | st.just(("form", "fees"))),
        legal_bases=tuple(draw(st.lists(st.builds(LegalBasis, some, lines, days), max_size=2))),
        national_link=draw(st.just("") | st.just("https://dichvucong.gov.vn/p/1")),
        related=tuple(draw(st.lists(codes, max_size=2, unique=True))),
        replaced_by=tuple(draw(st.lists(codes, max_size=2, unique=True))),
        summary=draw(texts),
    )
