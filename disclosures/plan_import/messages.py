"""The words for refusals and notices. The one file of this package that needs Django."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from .errors import Notice, PlanRefused

#: Why a file is refused, and what to do about it.
REFUSALS = {
    "empty": _("The file is empty. Choose the file of the plan again."),
    "only_zeros": _(
        "The file holds nothing but zero bytes: it was cut off while it was copied or downloaded. "
        "Get it again from where it came, check that it opens, and choose it again."
    ),
    "too_large": _(
        "The file is larger than %(megabytes)s MB. A plan is much smaller: take pictures out of "
        "it, or save the annex with the tasks as a file of its own."
    ),
    "unsupported_type": _(
        "A plan is imported from a Word file (.docx), a PDF (.pdf) or Markdown (.md), not from "
        "“%(extension)s”."
    ),
    "pdf": _("This is a PDF that is named otherwise. Name it .pdf and choose it again."),
    "not_pdf": _("The file is named .pdf but is not a PDF. Save or download it again."),
    "pdf_here": _(
        "A PDF can't be read here. Import the Word file, or the PDF by the command import_plan."
    ),
    "no_ocr": _(
        "This PDF is a scan, and no program for reading scans (tesseract with Vietnamese) is "
        "installed. Import the Word file, or tell the IT officer."
    ),
    "scan_too_long": _(
        "This scan has %(pages)s pages, too many to read while you wait. Import the Word file, or "
        "have the IT officer import it by the command import_plan."
    ),
    "took_too_long": _("Reading the PDF took too long and was stopped. Import the Word file."),
    "old_word": _(
        "This is an old Word file (.doc) or one locked with a password. Open it in Word, take the "
        "password off and save it as .docx."
    ),
    "encrypted": _("The file is locked with a password. Save it without one."),
    "not_docx": _("The file is named .docx but is not a Word document. Save it again as .docx."),
    "not_text": _("The file is named as Markdown but holds no text."),
    "not_utf8": _(
        "The text is not in Unicode (first seen in line %(line)s). If it uses an old Vietnamese "
        "font (TCVN3, VNI), convert it to Unicode; then save it as UTF-8."
    ),
    "damaged": _("The file is damaged and cannot be opened. Save or download it again."),
    "unpacks_too_large": _(
        "The file unpacks to more than a plan can be (%(megabytes)s MB) and was not opened."
    ),
    "too_many_rows": _("The file has more than %(rows)s rows of tables. A plan has far fewer."),
    "no_table": _("There is no table in the file: the tasks of a plan stand in a table."),
    "no_headings": _(
        "No table has the headings of a plan: what is to be done (“Nội dung”), who leads it "
        "(“Chủ trì”), and who co-operates or by when (“Phối hợp”, “Thời gian”). "
        "Found: %(found)s"
    ),
    "no_tasks": _("The table of the plan has no task."),
    "row_too_long": _(
        "Row %(row)s of a table has %(cells)s cells under %(columns)s headings. If “|” is part "
        "of a text, write it as “\\|”."
    ),
}

#: What to check before accepting; `task` counts from 1.
NOTICES = {
    "read_by_ocr": _(
        "The text was recognised from a scan by a program: compare every row with the original."
    ),
    "row_joined": _(
        "Table %(table)s, row %(row)s was joined to task %(task)s as the rest of a broken row."
    ),
    "stray_text": _("Group %(section)s has text in another column, left out: “%(text)s”"),
    "nested_table": _("Table %(table)s, row %(row)s: a table inside a cell was left out."),
    "table_left_out": _(
        "Table %(table)s was left out: it has not the headings of a plan. It begins: %(found)s"
    ),
    "rows_outside_table": _("There are rows outside any table, left out: %(text)s"),
    "tracked_changes": _(
        "The file has tracked changes. It was read as if all of them were accepted."
    ),
    "number_missing": _("No number of the plan was found."),
    "date_missing": _("No date of signing was found."),
    "title_missing": _("No title was found."),
    "task_unnumbered": _("Task %(task)s has no number."),
    "number_repeated": _("Task %(task)s repeats the number %(number)s."),
    "content_missing": _("Task %(task)s has no text."),
    "lead_missing": _("Task %(task)s names nobody who leads it."),
    "several_leads": _("Task %(task)s names several who lead it: %(lead)s"),
    "cadence_unknown": _("Task %(task)s: “%(schedule)s” is not a schedule we know."),
    "unit_ambiguous": _("Task %(task)s: several units are called “%(name)s”."),
    "unit_ended": _("Task %(task)s: the unit %(code)s did not exist on the day of signing."),
}


def message(said: PlanRefused | Notice) -> str:
    """The refusal or notice in words, translated when it is shown."""
    text = (REFUSALS if isinstance(said, PlanRefused) else NOTICES)[said.code]
    return _filled(text, said.params)


def _fill(text: str, params: dict[str, object]) -> str:
    return str(text) % params


_filled = lazy(_fill, str)
