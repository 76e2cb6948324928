"""Tables of plans: columns by their headings, broken rows, groups, cells merged and split (R1)."""

from __future__ import annotations

import itertools

import pytest

from disclosures.plan_import import DraftPlan, read_plan

from .plan_documents import (
    ALL,
    HEADINGS,
    PLAN_ROWS,
    UNITS,
    DocxPlan,
    Row,
    group,
    list_item,
    markdown_plan,
    markdown_table,
    merge_down,
    number_automatically,
    task,
)


def read(*tables: str) -> DraftPlan:
    return read_plan(markdown_plan(*tables), "plan.md", UNITS)


def summary(draft: DraftPlan) -> list[tuple[str, str | None, str]]:
    return [(one.section, one.number, one.content) for one in draft.tasks]


EXPECTED = [
    ("I", "1", "Xây dựng kế hoạch của Sở"),
    ("I", "2", "Tuyên truyền trong toàn Sở"),
    ("II.1", "1.1", "Đăng tải thủ tục"),
    ("II.1", "1.2", "Giải quyết khiếu nại"),
    ("II.1", "1.2", "Công khai kết luận"),
    ("II.2", None, "Vận hành Cổng thông tin điện tử"),
]


class TestColumns:
    """Columns are what their headings say, wherever they stand."""

    @pytest.mark.parametrize("columns", list(itertools.permutations(ALL))[::7])
    def test_any_order_of_columns_reads_the_same(self, columns):
        usual = read(markdown_table(PLAN_ROWS))
        assert read(markdown_table(PLAN_ROWS, columns)).tasks == usual.tasks

    @pytest.mark.parametrize("columns", list(itertools.permutations(ALL))[::17])
    def test_in_word_too(self, columns):
        plan = DocxPlan()
        plan.table(PLAN_ROWS, columns)
        draft = read_plan(plan.content(), "plan.docx", UNITS)
        assert draft.tasks == read(markdown_table(PLAN_ROWS)).tasks

    @pytest.mark.parametrize(
        "headings",
        [
            {"number": "STT", "content": "Tên nhiệm vụ", "lead": "Cơ quan chủ trì"},
            {"number": "Số TT", "content": "NHIỆM VỤ", "lead": "ĐƠN VỊ CHỦ TRÌ"},
            {"number": "S.T.T", "content": "Nhiệm vụ, giải pháp", "lead": "Đơn vị thực hiện"},
            {"cooperating": "Cơ quan phối hợp", "schedule": "Thời hạn"},
            {"schedule": "Tiến độ thực hiện", "lead": "Chủ trì"},
        ],
    )
    def test_other_words_for_the_headings_are_known(self, headings):
        draft = read(markdown_table(PLAN_ROWS, headings=headings))
        assert draft.tasks == read(markdown_table(PLAN_ROWS)).tasks

    def test_columns_nobody_asked_for_are_left_out_and_results_are_kept(self):
        rows = [task("1", "Rà soát", note="xem thêm", output="Báo cáo")]
        names = {"note": "Ghi chú", "output": "Sản phẩm"}
        draft = read(markdown_table(rows, ("note", *ALL, "output"), names))
        assert (draft.tasks[0].content, draft.tasks[0].result) == ("Rà soát", "Báo cáo")

    def test_a_heading_of_two_rows_is_one_heading(self):
        top = HEADINGS | {"lead": "Đơn vị thực hiện", "cooperating": ""}
        low = {"lead": "Chủ trì", "cooperating": "Phối hợp"}
        plan = DocxPlan()
        table = plan.table([top, low, *PLAN_ROWS], heading=False)
        table.cell(0, 2).merge(table.cell(0, 3))
        for column in (0, 1, 4):
            merge_down(table, column, 0, 1)
        draft = read_plan(plan.content(), "plan.docx", UNITS)
        assert draft.tasks == read(markdown_table(PLAN_ROWS)).tasks

    def test_a_row_that_counts_the_columns_is_no_task(self):
        counting = {name: f"({at})" for at, name in enumerate(ALL, start=1)}
        assert summary(read(markdown_table([counting, *PLAN_ROWS]))) == EXPECTED

    def test_a_group_named_like_a_heading_is_a_group(self):
        rows = [{"number": "", "content": "Nhiệm vụ", "bold": "yes"}, task("1", "Rà soát")]
        draft = read(markdown_table(rows))
        assert [(s.title, s.number) for s in draft.sections] == [("Nhiệm vụ", None)]
        assert len(draft.tasks) == 1


class TestBrokenRows:
    """A row broken by a page is joined; a row of its own is not."""

    def test_the_rest_of_a_row_under_a_repeated_heading_is_joined(self):
        first = [group("I", "Chung"), task("1", "Đăng tải các chính", "Phòng Kế hoạch")]
        rest = {"content": "sách hỗ trợ", "lead": "– Tài chính"}
        draft = read(markdown_table(first), markdown_table([rest, task("2", "Rà soát")]))
        assert summary(draft) == [
            ("I", "1", "Đăng tải các chính sách hỗ trợ"),
            ("I", "2", "Rà soát"),
        ]
        assert draft.tasks[0].lead == "Phòng Kế hoạch – Tài chính"
        assert draft.tasks[0].lead_unit == "KHTC"
        assert [n.code for n in draft.warnings] == ["row_joined"]

    def test_a_rest_in_which_every_cell_goes_on_is_joined(self):
        first = task("1", "Công khai", "TT Nghiên cứu UD&TT", schedule="Hàng năm theo")
        rest = {"content": "Kết luận", "lead": "KH&CN", "cooperating": "Sở", "schedule": "kế hoạch"}
        draft = read(markdown_table([first]), markdown_table([rest]))
        assert [(t.content, t.lead, t.cadence) for t in draft.tasks] == [
            ("Công khai Kết luận", "TT Nghiên cứu UD&TT KH&CN", "yearly")
        ]

    def test_a_row_without_number_that_is_complete_is_a_task(self):
        rows = [task("1", "Rà soát"), task("", "Báo cáo"), task("2", "Tổng kết")]
        assert [t.number for t in read(markdown_table(rows)).tasks] == ["1", None, "2"]

    def test_also_right_under_a_repeated_heading(self):
        tables = [markdown_table([task("1", "Rà soát")]), markdown_table([task("", "Báo cáo")])]
        assert [t.content for t in read(*tables).tasks] == ["Rà soát", "Báo cáo"]

    def test_a_heading_repeated_inside_one_table_is_no_task(self):
        rows = [*PLAN_ROWS[:3], HEADINGS, *PLAN_ROWS[3:]]
        assert summary(read(markdown_table(rows))) == EXPECTED

    def test_a_table_that_goes_on_without_its_heading_is_read(self):
        plan = DocxPlan()
        plan.table(PLAN_ROWS[:3])
        plan.line("")
        plan.table(PLAN_ROWS[3:], heading=False)
        assert summary(read_plan(plan.content(), "p.docx", UNITS)) == EXPECTED

    def test_a_title_of_a_group_broken_over_a_page_is_joined(self):
        title = [group("I", "Công tác chỉ đạo,"), {"content": "điều hành", "bold": "yes"}]
        draft = read(markdown_table([*title, task("1", "Rà soát")]))
        assert [s.title for s in draft.sections] == ["Công tác chỉ đạo, điều hành"]

    def test_a_table_that_is_not_read_is_never_lost_without_a_word(self):
        other = "| Năm | Điểm | Hạng |\n|--|--|--|\n| 2021 | 44,1 | 9 |"
        draft = read(markdown_table(PLAN_ROWS), "Kết quả các năm:", other)
        assert [(n.code, n.params["found"]) for n in draft.warnings if "found" in n.params] == [
            ("table_left_out", "Năm | Điểm | Hạng")
        ]
        draft = read(markdown_table(PLAN_ROWS), "| 9 | Việc | Văn phòng |")
        assert [n.params["text"] for n in draft.warnings if n.code == "rows_outside_table"] == [
            "| 9 | Việc | Văn phòng |"
        ]

    def test_empty_rows_mean_nothing(self):
        assert (
            summary(read(markdown_table([{}, *PLAN_ROWS[:4], {}, *PLAN_ROWS[4:], {}]))) == EXPECTED
        )


class TestGroups:
    """Groups are told from tasks with or without bold, merged cells and points after numbers."""

    def test_a_table_without_bold_reads_the_same(self):
        plain = [{k: v for k, v in row.items() if k != "bold"} for row in PLAN_ROWS]
        assert summary(read(markdown_table(plain))) == EXPECTED

    def test_a_table_bold_throughout_reads_the_same(self):
        bold = [row | {"bold": "yes"} for row in PLAN_ROWS]
        assert summary(read(markdown_table(bold))) == EXPECTED

    def test_a_title_in_the_first_column_reads_the_same(self):
        rows: list[Row] = [
            {"number": f"{row['number']}. {row['content']}", "bold": "yes"}
            if row.get("bold")
            else row
            for row in PLAN_ROWS
        ]
        assert summary(read(markdown_table(rows))) == EXPECTED

    def test_a_title_repeated_in_every_column_by_a_converter_reads_the_same(self):
        rows = [
            dict.fromkeys(ALL, row["content"]) | {"number": row["number"]}
            if row.get("bold")
            else row
            for row in PLAN_ROWS
        ]
        assert summary(read(markdown_table(rows))) == EXPECTED

    def test_letters_over_numerals_over_numbers_make_the_path(self):
        rows = [
            group("A", "Phần một"),
            group("I.", "Chương"),
            group("1", "Mục"),
            group("1.1", "Tiểu mục"),
            task("a", "Việc một"),
            group("B", "Phần hai"),
            group("C", "Phần ba"),
            task("1", "Việc hai"),
        ]
        assert [t.section for t in read(markdown_table(rows)).tasks] == ["A.I.1.1", "C"]

    def test_a_group_nobody_numbered_has_a_path_too(self):
        rows = [
            group("I", "Một"),
            task("1", "Rà soát"),
            group("", "Việc khác"),
            task("2", "Báo cáo"),
        ]
        draft = read(markdown_table(rows))
        assert [t.section for t in draft.tasks] == ["I", "I.*1"]

    def test_a_numbered_task_without_lead_stays_a_task_and_is_pointed_out(self):
        rows = [task("1", "Rà soát"), task("2", "Báo cáo", ""), task("3", "Tổng kết")]
        draft = read(markdown_table(rows))
        assert [t.number for t in draft.tasks] == ["1", "2", "3"]
        assert [n.code for n in draft.warnings] == ["lead_missing"]


class TestWordTables:
    """What Word does to cells."""

    def test_group_titles_merged_over_all_columns_read_the_same(self):
        plan = DocxPlan()
        plan.table(PLAN_ROWS, merge_groups=True, bold_groups=False)
        assert summary(read_plan(plan.content(), "p.docx", UNITS)) == EXPECTED

    def test_a_group_merged_over_the_whole_row_reads_the_same(self):
        plan = DocxPlan()
        table = plan.table(PLAN_ROWS, bold_groups=False)
        for at, row in enumerate(PLAN_ROWS, start=1):
            if row.get("bold"):
                cells = table.rows[at].cells
                cells[0].text, cells[1].text = f"{row['number']}. {row['content']}", ""
                cells[0].merge(cells[-1])
        assert summary(read_plan(plan.content(), "p.docx", UNITS)) == EXPECTED

    def test_a_cell_merged_down_counts_for_each_of_its_rows(self):
        plan = DocxPlan()
        table = plan.table([task("1", "Một"), task("2", "Hai", ""), task("3", "Ba", "Thanh tra")])
        merge_down(table, 2, 1, 2)
        draft = read_plan(plan.content(), "p.docx", UNITS)
        assert [t.lead_unit for t in draft.tasks] == ["VP", "VP", "TTRA"]

    def test_a_cell_split_into_rows_is_one_task(self):
        """Number and text run over both rows; lead and schedule were split."""
        plan = DocxPlan()
        lower = {"lead": "UD&TT KH&CN", "cooperating": "thuộc Sở"}
        upper = task("1", "Một", "TT Nghiên cứu", cooperating="Các phòng, đơn vị")
        table = plan.table([upper, lower, task("2", "Hai")])
        merge_down(table, 0, 1, 2)
        merge_down(table, 1, 1, 2)
        draft = read_plan(plan.content(), "p.docx", UNITS)
        assert [(t.number, t.lead_unit, t.cooperating_units) for t in draft.tasks] == [
            ("1", "TTNC", ("ALL",)),
            ("2", "VP", ("ALL",)),
        ]

    def test_a_cell_split_into_columns_is_one_cell(self):
        columns = ("number", "content", "lead", "lead_2", "cooperating", "schedule")
        plan = DocxPlan()
        table = plan.table([task("1", "Một", "Thanh tra,", lead_2="Văn phòng")], columns)
        heading = table.rows[0].cells
        heading[2].merge(heading[3])
        draft = read_plan(plan.content(), "p.docx", UNITS)
        assert (draft.tasks[0].lead, draft.tasks[0].lead_units) == (
            "Thanh tra, Văn phòng",
            ("TTRA", "VP"),
        )

    def test_numbers_word_counts_itself_are_read(self):
        plan = DocxPlan()
        table = plan.table([group("", "Một"), task("", "Việc a"), task("", "Việc b")])
        num_id = number_automatically(
            plan.document, [(0, "upperRoman", "%1."), (1, "decimal", "%2.")]
        )
        for at, level in ((1, 0), (2, 1), (3, 1)):
            list_item(table.cell(at, 0).paragraphs[0], num_id, level)
        draft = read_plan(plan.content(), "p.docx", UNITS)
        assert summary(draft) == [("I", "1.", "Việc a"), ("I", "2.", "Việc b")]

    def test_a_table_inside_a_cell_is_left_out_and_said(self):
        plan = DocxPlan()
        table = plan.table([task("1", "Một")])
        table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "bên trong"
        draft = read_plan(plan.content(), "p.docx", UNITS)
        assert [t.content for t in draft.tasks] == ["Một"]
        assert [n.code for n in draft.warnings if n.code == "nested_table"] == ["nested_table"]

    def test_a_plan_laid_out_inside_one_big_cell_is_read(self):
        plan = DocxPlan()
        outer = plan.document.add_table(rows=1, cols=1).cell(0, 0)
        inner = outer.add_table(rows=0, cols=5)
        for row in (HEADINGS, *PLAN_ROWS):
            for cell, name in zip(inner.add_row().cells, ALL, strict=True):
                cell.text = row.get(name, "")
        assert summary(read_plan(plan.content(), "p.docx", UNITS)) == EXPECTED

    def test_paragraphs_of_a_cell_are_joined_by_one_blank(self):
        plan = DocxPlan()
        table = plan.table([task("1", "Một", "Thanh tra")])
        table.cell(1, 2).add_paragraph("Văn  phòng")
        draft = read_plan(plan.content(), "p.docx", UNITS)
        assert (draft.tasks[0].lead, draft.tasks[0].lead_units) == (
            "Thanh tra Văn phòng",
            ("TTRA", "VP"),
        )


class TestMarkdown:
    """What people and converters write into Markdown."""

    def test_a_short_row_has_empty_cells_at_its_end(self):
        heading = "| TT | Nội dung | Chủ trì | Thời gian |\n|-|-|-|-|\n"
        draft = read(heading + "| I | Chung |\n| 1 | Một | Văn phòng")
        assert [(t.section, t.lead_unit, t.schedule) for t in draft.tasks] == [("I", "VP", "")]

    def test_line_breaks_entities_and_escapes_in_cells_are_what_they_mean(self):
        table = markdown_table([task("1", "x")]).replace("| x |", "| A<br>B&amp;C \\| *D* |")
        assert read(table).tasks[0].content == "A B&C | D"

    def test_a_table_right_under_a_line_of_text_is_found(self):
        text = "Phụ lục\n" + markdown_table(PLAN_ROWS)
        assert summary(read_plan(text.encode(), "p.md", UNITS)) == EXPECTED

    def test_line_ends_and_encodings_of_other_systems_read_the_same(self):
        text = markdown_plan(markdown_table(PLAN_ROWS)).decode()
        for data in (
            text.replace("\n", "\r\n").encode(),
            text.encode("utf-8-sig"),
            text.encode("utf-16"),
        ):
            assert summary(read_plan(data, "PLAN.MD", UNITS)) == EXPECTED
