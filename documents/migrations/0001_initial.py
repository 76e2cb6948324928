import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import documents.storage
from portal.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("portal", "0002_foundation"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "file",
                    models.FileField(
                        storage=documents.storage.official_files,
                        upload_to=documents.storage.stored_name,
                        verbose_name="file",
                    ),
                ),
                (
                    "original_name",
                    models.CharField(editable=False, max_length=255, verbose_name="file name"),
                ),
                (
                    "sha256",
                    models.CharField(
                        db_index=True,
                        editable=False,
                        help_text="Fingerprint of the original bytes, measured at upload.",
                        max_length=64,
                        verbose_name="SHA-256",
                    ),
                ),
                (
                    "file_type",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word document (.docx)"),
                            ("doc", "Word document (.doc)"),
                            ("xlsx", "Excel workbook (.xlsx)"),
                            ("odt", "OpenDocument text (.odt)"),
                            ("ods", "OpenDocument spreadsheet (.ods)"),
                            ("csv", "CSV table"),
                            ("txt", "plain text"),
                            ("png", "PNG picture"),
                            ("jpeg", "JPEG picture"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                (
                    "pages",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="pages"),
                ),
                ("is_readable", models.BooleanField(default=False, editable=False)),
                (
                    "removed_by_event",
                    models.BigIntegerField(
                        editable=False,
                        help_text="The take-down event by which the content was removed for good.",
                        null=True,
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="officialfile_sha256_format",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("file_size__isnull", False), ("file_size__gt", 0)),
                        name="officialfile_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "file_type__in",
                                [
                                    "pdf",
                                    "docx",
                                    "doc",
                                    "xlsx",
                                    "odt",
                                    "ods",
                                    "csv",
                                    "txt",
                                    "png",
                                    "jpeg",
                                ],
                            )
                        ),
                        name="officialfile_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), _negated=True),
                            ("removed_by_event__isnull", False),
                            _connector="OR",
                        ),
                        name="officialfile_has_file",
                    ),
                ],
                "indexes": [],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PublishedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="documents.officialfile",
                        verbose_name="file",
                    ),
                ),
                ("page_id", models.BigIntegerField(null=True, verbose_name="page")),
                ("event_id", models.BigIntegerField(db_index=True, verbose_name="ledger event")),
                (
                    "is_current",
                    models.BooleanField(
                        help_text="The event is the page's publication that holds now.",
                        verbose_name="current",
                    ),
                ),
            ],
            options={
                "verbose_name": "listing of a file",
                "verbose_name_plural": "listings of files",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["page_id", "is_current"], name="publishedfile_page")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "event_id"), name="publishedfile_once_per_event"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_current", False), ("page_id__isnull", False), _connector="OR"
                        ),
                        name="publishedfile_current_has_page",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incoming",
                        to="documents.officialfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="taken in at")),
                ("values", models.JSONField(default=dict)),
                ("kind", models.CharField(blank=True, max_length=60, verbose_name="kind")),
                ("page_id", models.BigIntegerField(null=True, verbose_name="page")),
                ("is_put_away", models.BooleanField(default=False, verbose_name="put away")),
            ],
            options={
                "verbose_name": "incoming document",
                "verbose_name_plural": "incoming documents",
                "ordering": ["-taken_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("page_id__isnull", True),
                            models.Q(("kind", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="incomingdocument_page_has_kind",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FileReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="documents.officialfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="1 for a file's first reading.", verbose_name="number"
                    ),
                ),
                ("reader_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "with_ocr",
                    models.BooleanField(
                        default=False, help_text="Whether OCR was possible when it was read."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be read"),
                            ("running", "Being read"),
                            ("done", "Read"),
                            ("failed", "Could not be read"),
                            ("cancelled", "Reading was stopped"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("pages_done", models.PositiveIntegerField(default=0, verbose_name="pages read")),
                ("pages_total", models.PositiveIntegerField(null=True, verbose_name="pages")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked for at")),
                ("started_at", models.DateTimeField(null=True)),
                ("beat_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_cancel_asked", models.BooleanField(default=False)),
                (
                    "text_source",
                    models.CharField(
                        choices=[
                            ("native", "native"),
                            ("ocr", "ocr"),
                            ("mixed", "mixed"),
                            ("none", "none"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="source of the text",
                    ),
                ),
                (
                    "is_paged",
                    models.BooleanField(
                        default=True, help_text="Whether the pages' numbers are the file's own."
                    ),
                ),
                ("notes", models.JSONField(default=list)),
                ("troubles", models.JSONField(default=dict)),
                ("metadata", models.JSONField(null=True)),
                ("signatures", models.JSONField(null=True)),
                ("findings", models.JSONField(null=True)),
                (
                    "copy",
                    models.FileField(
                        blank=True,
                        storage=documents.storage.official_files,
                        upload_to=documents.storage.copy_name,
                        verbose_name="searchable copy",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading of a file",
                "verbose_name_plural": "readings of files",
                "ordering": ["file", "-number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "number"), name="filereading_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("file",),
                        name="filereading_one_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running", "done", "failed", "cancelled"])
                        ),
                        name="filereading_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text_source__in", ["native", "ocr", "mixed", "none"])),
                        name="filereading_known_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running"]),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="filereading_ended_when",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ReadPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="documents.filereading",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("native", "native"),
                            ("ocr", "ocr"),
                            ("mixed", "mixed"),
                            ("none", "none"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "confidence",
                    models.FloatField(help_text="0 to 1; none for an empty page.", null=True),
                ),
                ("text", models.TextField(blank=True)),
                ("blocks", models.JSONField(default=list)),
                ("width", models.FloatField(default=0)),
                ("height", models.FloatField(default=0)),
                ("turn", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "page of a reading",
                "verbose_name_plural": "pages of readings",
                "ordering": ["reading", "number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reading", "number"), name="readpage_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="readpage_confidence_range",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
