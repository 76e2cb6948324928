"""Reading a plan again shows what would change, and tasks keep their identity (R1)."""

from __future__ import annotations

import dataclasses
import random

from hypothesis import given
from hypothesis import strategies as st

from disclosures.plan_import import DraftTask, diff_plans


def task(section: str, number: str | None, content: str, **more: str) -> DraftTask:
    more = {"lead": "Văn phòng", "cooperating": "", "schedule": "Thường xuyên"} | more
    return DraftTask(order=0, section=section, number=number, content=content, **more)


PLAN = [
    task("I", "1", "Xây dựng kế hoạch duy trì chỉ số của Sở"),
    task("II.3", "3.1", "Thực hiện tiếp công dân theo quy định"),
    task("II.3", "3.2", "Giải quyết khiếu nại, tố cáo của công dân"),
    task("II.3", "3.2", "Nâng cao hiệu quả hoạt động của Ban Thanh tra nhân dân"),
    task("II.8", None, "Vận hành Cổng thông tin điện tử"),
]


def names(changes):
    return [[change.field for change in one.fields] for one in changes]


def test_the_same_plan_changes_nothing():
    diff = diff_plans(PLAN, list(PLAN))
    assert not diff
    assert diff.unchanged == tuple((one, one) for one in PLAN)


def test_a_new_row_is_added_though_all_after_it_are_renumbered():
    new = [
        PLAN[0],
        task("II.3", "3.1", "Công khai lịch tiếp công dân của Giám đốc trên Cổng"),
        dataclasses.replace(PLAN[1], number="3.2"),
        dataclasses.replace(PLAN[2], number="3.3"),
        dataclasses.replace(PLAN[3], number="3.4"),
        PLAN[4],
    ]
    diff = diff_plans(PLAN, new)
    assert (diff.added, diff.removed) == ((new[1],), ())
    assert names(diff.changed) == [["number"]] * 3


def test_a_row_taken_out_is_removed():
    diff = diff_plans(PLAN, PLAN[:2] + PLAN[3:])
    assert (diff.added, diff.removed, diff.changed) == ((), (PLAN[2],), ())


def test_a_changed_field_shows_before_and_after():
    new = [dataclasses.replace(PLAN[0], schedule="Quý I/2023"), *PLAN[1:]]
    (change,) = diff_plans(PLAN, new).changed
    (field,) = change.fields
    assert (field.field, field.before, field.after) == ("schedule", "Thường xuyên", "Quý I/2023")


def test_a_reworded_task_is_the_same_task():
    new = [PLAN[0], dataclasses.replace(PLAN[1], content="Thực hiện tiếp công dân"), *PLAN[2:]]
    diff = diff_plans(PLAN, new)
    assert (diff.added, diff.removed, names(diff.changed)) == ((), (), [["content"]])


def test_another_text_under_an_old_number_is_another_task():
    new = [dataclasses.replace(PLAN[0], content="Mua sắm trang thiết bị làm việc"), *PLAN[1:]]
    diff = diff_plans(PLAN, new)
    assert (diff.added, diff.removed) == ((new[0],), (PLAN[0],))


def test_a_task_moved_to_another_group_is_the_same_task():
    new = [*PLAN[:4], dataclasses.replace(PLAN[4], section="II.7", number="3")]
    assert names(diff_plans(PLAN, new).changed) == [["section", "number"]]


def test_two_tasks_under_one_number_keep_apart():
    swapped = [PLAN[0], PLAN[1], PLAN[3], PLAN[2], PLAN[4]]
    assert not diff_plans(PLAN, swapped)


def test_only_the_fields_asked_for_are_compared():
    new = [dataclasses.replace(PLAN[0], lead_unit="VP"), *PLAN[1:]]
    assert not diff_plans(PLAN, new)
    assert names(diff_plans(PLAN, new, fields=("lead_unit",)).changed) == [["lead_unit"]]


def test_nothing_printed_as_none_or_as_blank_is_no_change():
    old, new = task("I", None, "Một"), task("I", "", "Một")
    assert not diff_plans([old], [new])


_tasks = st.lists(
    st.builds(
        task,
        st.sampled_from(["", "I", "II.1"]),
        st.sampled_from([None, "1", "1.1", "2"]),
        st.sampled_from(["Rà soát", "Báo cáo kết quả", "Báo cáo kết quả năm", "Tổng kết", ""]),
        schedule=st.sampled_from(["Hàng năm", "Quý I/2022"]),
    ),
    max_size=8,
)


@given(_tasks)
def test_any_plan_equals_itself_in_any_order(tasks):
    shuffled = random.Random(1).sample(tasks, len(tasks))
    diff = diff_plans(tasks, shuffled, fields=("section", "number", "content"))
    assert not diff
    assert len(diff.unchanged) == len(tasks)


@given(_tasks, _tasks)
def test_every_task_is_accounted_for_exactly_once(old, new):
    diff = diff_plans(old, new)
    paired = len(diff.changed) + len(diff.unchanged)
    assert paired + len(diff.removed) == len(old)
    assert paired + len(diff.added) == len(new)
    olds = [one.old for one in diff.changed] + [a for a, _ in diff.unchanged] + [*diff.removed]
    news = [one.new for one in diff.changed] + [b for _, b in diff.unchanged] + [*diff.added]
    assert sorted(map(repr, olds)) == sorted(map(repr, old))
    assert sorted(map(repr, news)) == sorted(map(repr, new))


@given(_tasks)
def test_against_nothing_all_is_added_or_removed(tasks):
    assert diff_plans([], tasks).added == tuple(tasks)
    assert diff_plans(tasks, []).removed == tuple(tasks)
