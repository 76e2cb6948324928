"""A plan of four tasks with its people, and answers, for the tests of progress reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from disclosures.models import Plan, PlanSection, PlanTask, ReportPeriod, TaskAnswer, TaskDuty
from disclosures.reporting import answers
from disclosures.reporting.answers import Said
from disclosures.reporting.periods import make_periods
from portal import roles
from portal.models import Unit
from portal.models.units import UnitKind
from tests.factories import make_unit, make_user

IN_TIME = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TOO_LATE = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
DONE = Said("under_way", "Đã công khai 3 quyết định.")


@dataclass
class Sample:
    """What there is: 1.1 led by VP with all units; 1.2 led by KTRA; 1.3 nobody's; 1.4 KTRA + VP."""

    plan: Plan
    tasks: list[PlanTask]
    period: ReportPeriod
    vp: Unit
    ktra: Unit
    officer: Any
    editor: Any

    def answer(
        self,
        task: int = 1,
        unit: Unit | None = None,
        said: Said = DONE,
        *,
        at: datetime = IN_TIME,
        seen: int | None = None,
        is_draft: bool = False,
        actor: Any = None,
    ) -> TaskAnswer:
        """Save an answer; from the latest version unless `seen` says otherwise."""
        unit = unit or self.ktra
        rows = TaskAnswer.objects.filter(period=self.period, task=self.tasks[task], unit=unit)
        return answers.save(
            self.period,
            self.tasks[task],
            unit,
            said,
            actor=actor or self.officer,
            seen=rows.count() if seen is None else seen,
            is_draft=is_draft,
            at=at,
        )


def make_sample() -> Sample:
    """The sample, with the periods of 2026; `period` is the first quarter."""
    vp = make_unit("VP", name="Văn phòng Sở", sort_order=1)
    ktra = make_unit("KTRA", name="Phòng Kiểm tra", sort_order=2)
    everybody = make_unit("ALL_UNITS", name="Các phòng, đơn vị thuộc Sở", kind=UnitKind.GROUP)
    make_unit("BGD", name="Ban Giám đốc", kind=UnitKind.LEADERSHIP)
    plan = Plan.objects.create(
        number="20/KH-SKHCN",
        signed_on=date(2026, 1, 20),
        year=2026,
        title="Kế hoạch công khai năm 2026",
        signer="Trần Văn Mẫu",
        signer_title="GIÁM ĐỐC",
        report_cycle={
            "text": "trước ngày 05 tháng cuối quý và năm (15/11)",
            "due": [
                {"period": "Q1", "before": "03-05"},
                {"period": "Q2", "before": "06-05"},
                {"period": "Q3", "before": "09-05"},
                {"period": "YEAR", "by": "11-15"},
            ],
        },
    )
    section = PlanSection.objects.create(plan=plan, path="I", title="Công khai", order=1)
    leads = (vp, ktra, None, ktra)
    tasks = [
        PlanTask.objects.create(
            plan=plan,
            section=section,
            key=f"I/1.{number}/1",
            order=number,
            number=f"1.{number}",
            content=f"Nhiệm vụ công khai thứ {number}",
            lead=str(lead or "Ban nào đó"),
            lead_unit=lead,
        )
        for number, lead in enumerate(leads, start=1)
    ]
    tasks[0].cooperating_units.add(everybody)
    tasks[3].cooperating_units.add(vp)
    TaskDuty.objects.create(task=tasks[1], duty_code="KLKT")
    make_periods(plan, 2026)
    return Sample(
        plan,
        tasks,
        ReportPeriod.objects.get(plan=plan, code="2026-Q1"),
        vp,
        ktra,
        make_user(roles.OFFICE, units=("VP",)),
        make_user(roles.EDITOR, units=("KTRA",)),
    )
