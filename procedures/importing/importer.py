"""Taking procedures from a file into the catalogue, as drafts.

`examine` reads the whole file first, so that one that is cut off, in the wrong encoding or no list
at all changes nothing; `Import` then takes it in chunks: what is there already is asked for once a
chunk, memory holds one chunk, and each procedure is written whole or not at all.

Idempotent by the code in its normal form. A row that says what the last import of that procedure
said changes nothing, whatever an editor made of the draft since; any other changes the draft in the
parts that the row gives. Nothing goes live by itself: `approver` leads each draft through the
publishing verb in that person's name, and a row that the verb refuses leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal import publishing
from portal.forms import answer_choices, fitting_keys, give_answers
from portal.models import Unit
from portal.permissions import may, units_of
from portal.publishing import PublishingRefused
from portal.text import fold, normalise
from procedures.codes import normal_code
from procedures.content import ProcedureContent
from procedures.exchange.reading import Row, rows_of
from procedures.exchange.records import Record, read_record, row_digest
from procedures.exchange.refusals import FileRefused, RowRefused
from procedures.exchange.unpacking import Unpacked
from procedures.exchange.writing import Item, as_json
from procedures.filling import fill
from procedures.importing.drafts import create_drafts
from procedures.importing.existing import Existing
from procedures.importing.report import Note, Options, Rejected, Report
from procedures.models import (
    ProcedureField,
    ProcedureIndexPage,
    ProcedurePage,
    ProcedureSynchronisation,
)
from procedures.tasks import register_drafts

CHUNK = 100
#: What a new page has only once it is written; the rest is checked before.
_SET_WHEN_SAVED = {
    *(one.name for one in Page._meta.local_concrete_fields),
    "page_ptr",
    "unit",
    "field",
    "search_text",
}
Progress = Callable[[int], None]
#: A row with its number, its code and its digest.
Numbered = tuple[int, str, Row, str]


def examine(unpacked: Unpacked, mapping: Mapping[str, str]) -> int:
    """How many rows the file has. Raises FileRefused for a file that can't be read to its end, or
    has none."""
    count = sum(1 for _row in rows_of(unpacked, mapping).rows)
    if not count:
        raise FileRefused(_("The file holds no procedure: there is nothing under its headings."))
    return count


class Import:
    """One run over one file."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.report = Report()
        self._seen: dict[str, tuple[int, str]] = {}
        self._fields = {normalise(one.name).lower(): one for one in ProcedureField.objects.all()}
        self._units = {unit.code: unit for unit in Unit.objects.all()}
        self._index = ProcedureIndexPage.objects.get()
        self._blank = ProcedurePage().content()
        author = options.author
        #: The units that the author may write for; None: for any (a program, or who may).
        self._writes_for = (
            None if author is None or may(author, "write_any_kind") else units_of(author)
        )

    def run(self, unpacked: Unpacked, progress: Progress = lambda done: None) -> Report:
        """Take the file; `progress` is told after each chunk how many rows are done. Raises
        FileRefused before anything is written when the file can't be read."""
        rows = rows_of(unpacked, self.options.mapping)
        self.report.ignored_columns = rows.ignored
        done = 0
        for chunk in _chunks(rows.rows, CHUNK):
            self._take(chunk)
            done += len(chunk)
            progress(done)
        self.report.rejected.sort(key=lambda one: one.row)
        return self.report

    # One chunk

    def _take(self, chunk: list[tuple[int, Row | RowRefused]]) -> None:
        rows = list(self._first_of_each(chunk))
        there = Existing({code for _number, code, _row, _digest in rows})
        written: list[ProcedureSynchronisation] = []
        unchanged: list[int] = []
        new: list[tuple[int, Record, str]] = []
        for number, code, row, digest in rows:
            page_id = there.known(code, digest)
            if page_id is not None and self.options.approver is None:
                self.report.unchanged += 1
                unchanged.append(page_id)
                continue
            try:
                record = read_record(row, self.options.today)
                if self._may_wait(code, record, there):
                    new.append((number, record, digest))
                    continue
                page = self._write(record, there)
            except RowRefused as refused:
                self._reject(number, code, refused)
                continue
            self._note(number, record)
            if page is not None:
                written.append(self._synchronisation(page, digest))
        if not self.options.dry_run:
            written += self._create(new, there)
            _remember(written, unchanged, self.options)

    def _first_of_each(self, chunk: list[tuple[int, Row | RowRefused]]) -> Iterator[Numbered]:
        """The rows of a chunk that can be read, with code and digest; a code that was there in an
        earlier row is refused, unless both rows say the same."""
        for number, row in chunk:
            if isinstance(row, RowRefused):
                self._reject(number, "", row)
                continue
            code = normal_code(str(row.get("code") or ""))[:60]
            digest = row_digest(row)
            first, first_digest = self._seen.setdefault(code, (number, digest))
            if first == number or not code:
                yield number, code, row, digest
            elif first_digest == digest:
                self.report.unchanged += 1
            else:
                self._reject(number, code, _twice(first))

    def _reject(self, number: int, code: str, refused: RowRefused) -> None:
        self.report.rejected.append(Rejected(number, code, " ".join(refused.reasons)))

    def _note(self, number: int, record: Record) -> None:
        self.report.notes += [Note(number, record.code, note) for note in record.notes]

    # New drafts, a chunk at once

    def _may_wait(self, code: str, record: Record, there: Existing) -> bool:
        """Whether the record makes a new draft, which is written with the others of its chunk.
        Raises RowRefused when it can't be one."""
        if self.options.dry_run or self.options.approver is not None or there.has(code):
            return False
        self._check_new(record)
        self._unit(record)
        return True

    def _create(
        self, new: list[tuple[int, Record, str]], there: Existing
    ) -> list[ProcedureSynchronisation]:
        drafts = []
        for number, record, digest in new:
            content = record.applied_to(replace(self._blank, code=record.code))
            page = self._filled(None, record, content, self._unit(record), self._field(content))
            try:
                page.clean_fields(exclude=_SET_WHEN_SAVED)
            except ValidationError as error:
                self._reject(number, record.code, RowRefused(_messages(error)))
                continue
            drafts.append((number, record, digest, page, content))
        if not drafts:
            return []
        try:
            create_drafts(
                self._index,
                [(page, content) for *_rest, page, content in drafts],
                now=self.options.now,
                user=self.options.author,
            )
        except IntegrityError:  # somebody made one of them at the same time: one by one
            return self._create_singly([one[:3] for one in drafts], there)
        self.report.created += len(drafts)
        for number, record, *_rest in drafts:
            self._note(number, record)
        return [self._synchronisation(page, digest) for _n, _r, digest, page, _c in drafts]

    def _create_singly(self, new: list[Any], there: Existing) -> list[ProcedureSynchronisation]:
        written = []
        for number, record, digest in new:
            try:
                page = self._write(record, there)
            except RowRefused as refused:
                self._reject(number, record.code, refused)
                continue
            self._note(number, record)
            if page is not None:
                written.append(self._synchronisation(page, digest))
        return written

    def _check_new(self, record: Record) -> None:
        if not record.content.get("title"):
            raise RowRefused([_("The name of the procedure is missing.")])

    # One procedure

    def _write(self, record: Record, there: Existing) -> ProcedurePage | None:
        """Create or update the draft; None in a dry run. Raises RowRefused, and nothing of the
        procedure was written then."""
        page = there.page(record.code)
        if page is not None:
            self._check_unit(self._unit_of(page))
        unit = self._unit(record)
        if page is None:
            self._check_new(record)
        before = page.content() if page else replace(self._blank, code=record.code)
        after = record.applied_to(before)
        same = page is not None and self._says_the_same(page, record, before, after, unit)
        if self.options.dry_run:
            self._count(page, same)
            return None
        try:
            field = None if same else self._field(after)
            with transaction.atomic(), disable_reference_index_auto_update():
                if not same:
                    page = self._save(page, record, after, unit, field)
                if self.options.approver is not None:
                    self._publish(page)
        except (PublishingRefused, PermissionDenied) as refused:
            raise RowRefused([str(refused)]) from refused
        except ValidationError as error:
            raise RowRefused(_messages(error)) from error
        except IntegrityError as error:
            if not ProcedurePage.objects.filter(code=record.code).exists():
                raise  # a fault of ours; else somebody made the same page at the same time
            raise RowRefused(
                [_("The procedure was changed meanwhile; import it again.")]
            ) from error
        self._count(there.page(record.code), same)
        return page

    def _count(self, page: ProcedurePage | None, same: bool) -> None:
        if page is None:
            self.report.created += 1
        elif same:
            self.report.unchanged += 1
        else:
            self.report.updated += 1

    def _unit(self, record: Record) -> Unit | None:
        code = record.beside.get("unit")
        unit = self._units.get(code) if code else self.options.unit
        if code and unit is None:
            raise RowRefused([_("There is no unit %(code)s.") % {"code": code}])
        self._check_unit(unit)
        return unit

    def _unit_of(self, page: ProcedurePage) -> Unit | None:
        return next((one for one in self._units.values() if one.pk == page.unit_id), None)

    def _check_unit(self, unit: Unit | None) -> None:
        """Raises RowRefused for a unit that the author may not write for."""
        if unit is None or self._writes_for is None:
            return
        if unit.responsible_on(self.options.today).pk not in self._writes_for:
            raise RowRefused(
                [_("You may not write procedures of the unit %(unit)s.") % {"unit": unit}]
            )

    def _says_the_same(
        self,
        page: ProcedurePage,
        record: Record,
        before: ProcedureContent,
        after: ProcedureContent,
        unit: Unit | None,
    ) -> bool:
        """Whether the draft says already what the record gives. Texts typed in the admin may have
        other line ends or blanks than those of a file: both are compared as a file has them."""
        if unit is not None and page.unit_id != unit.pk and record.beside.get("unit"):
            return False
        for name in ("keywords", "decision_number", "decision_signed_on", "in_force_from"):
            if name in record.beside and (getattr(page, name) or "") != (record.beside[name] or ""):
                return False
        if after == before:
            return True
        try:
            cleaned = read_record(as_json(Item(before, {})), self.options.today)
        except RowRefused:
            return False
        as_file = cleaned.applied_to(before)
        return record.applied_to(as_file) == as_file

    def _save(
        self,
        page: ProcedurePage | None,
        record: Record,
        content: ProcedureContent,
        unit: Unit | None,
        field: ProcedureField | None,
    ) -> ProcedurePage:
        is_new = page is None
        page = self._filled(page, record, content, unit, field)
        if is_new:
            self._index.add_child(instance=page)
        elif not page.live:
            page.save()
        page.save_revision(user=self.options.author, log_action=not is_new, clean=False)
        return page

    def _filled(
        self,
        page: ProcedurePage | None,
        record: Record,
        content: ProcedureContent,
        unit: Unit | None,
        field: ProcedureField | None,
    ) -> ProcedurePage:
        is_new = page is None
        if page is None:
            page = ProcedurePage(live=False, owner=self.options.author, unit=unit)
            page.slug = slugify(fold(record.code.replace(".", "-")))[:100] or "thu-tuc"
        elif unit is not None and (record.beside.get("unit") or page.unit_id is None):
            page.unit = unit
        fill(page, content, field, None if is_new else record.content)
        page.draft_title = page.title
        for name in ("keywords", "decision_number", "decision_signed_on", "in_force_from"):
            if name in record.beside:
                setattr(page, name, record.beside[name])
        return page

    def _field(self, content: ProcedureContent) -> ProcedureField | None:
        """The field of administration of that name, made when it is missing."""
        name = content.field_name
        if not name:
            return None
        key = normalise(name).lower()
        found = self._fields.get(key)
        if found is None:
            code = slugify(fold(content.field_code or name))[:60] or "linh-vuc"
            taken = {one.code for one in self._fields.values()}
            numbered = (f"{code[:56]}-{number}" for number in range(2, 1000))
            code = code if code not in taken else next(c for c in numbered if c not in taken)
            found = self._fields[key] = ProcedureField.objects.create(code=code, name=name)
            self.report.fields_made.append(name)
        return found

    def _publish(self, page: ProcedurePage) -> None:
        """Through the verb, with the duties that fit; a page that is public with this very draft
        stays as it is."""
        if page.live and not page.has_unpublished_changes:
            return
        if not page.duty_answers.all():
            give_answers(page, fitting_keys(answer_choices(page)))
            page.save_revision(user=self.options.author, clean=False)
        note = _("Taken over from %(source)s") % {"source": self.options.source}
        publishing.publish(
            page,
            actor=self.options.approver,
            approved=True,
            change_note=note[:300] if page.live else "",
        )
        self.report.published += 1

    def _synchronisation(self, page: ProcedurePage, digest: str) -> ProcedureSynchronisation:
        return ProcedureSynchronisation(
            page_id=page.pk, at=self.options.now, source=self.options.source[:300], sha256=digest
        )


def _twice(first: int) -> RowRefused:
    return RowRefused(
        [
            _(
                "Row %(row)s has the same code with other content; that one counts. Keep the right "
                "one of the two."
            )
            % {"row": first}
        ]
    )


def _remember(
    written: list[ProcedureSynchronisation], unchanged: list[int], options: Options
) -> None:
    with transaction.atomic():
        ProcedureSynchronisation.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=["at", "source", "sha256"],
        )
        ProcedureSynchronisation.objects.filter(page_id__in=unchanged).update(
            at=options.now, source=options.source[:300]
        )
        if written:
            ids = [one.page_id for one in written]
            transaction.on_commit(lambda: register_drafts.enqueue(ids))


def _chunks(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def _messages(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    model = ProcedurePage._meta
    names = {one.name: str(one.verbose_name) for one in model.concrete_fields}
    return [
        f"{names.get(name, '')}: {' '.join(messages)}".lstrip(": ")
        for name, messages in error.message_dict.items()
    ]
