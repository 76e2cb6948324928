"""One list model and one base for every kind of disclosure; issuing agencies become rows."""

import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models

import disclosures.models.issuers


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0003_incoming_feeds"),
        ("documents", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RenameModel("InspectionConclusionIndexPage", "DisclosureIndexPage"),
        migrations.AddField(
            "disclosureindexpage",
            "lists",
            models.CharField(
                default="inspection_conclusion",
                editable=False,
                help_text="Code of the kind.",
                max_length=60,
                unique=True,
                verbose_name="kind",
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="DisclosureSectionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three plain sentences for lists and search.",
                        verbose_name="summary",
                    ),
                ),
                ("search_text", models.TextField(blank=True, editable=False)),
            ],
            options={
                "verbose_name": "section of disclosures",
                "verbose_name_plural": "sections of disclosures",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.AlterModelOptions(
            name="disclosureindexpage",
            options={
                "verbose_name": "list of a kind of disclosure",
                "verbose_name_plural": "lists of kinds of disclosure",
            },
        ),
        migrations.AddField(
            model_name="inspectionconclusionpage",
            name="dated_on",
            field=models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="done_on",
            field=models.DateField(blank=True, null=True, verbose_name="done on"),
        ),
        migrations.AlterField(
            model_name="inspectionconclusionpage",
            name="body",
            field=wagtail.fields.RichTextField(blank=True, verbose_name="text"),
        ),
        migrations.CreateModel(
            name="AttachedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Form 73, annex II, data table…",
                        max_length=200,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attached_files",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "attached file",
                "verbose_name_plural": "attached files",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ComplianceRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "recommendation",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Its number as printed, from 1.",
                        verbose_name="recommendation",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="day")),
                ("text", models.TextField(verbose_name="what happened")),
                (
                    "document_number",
                    models.CharField(
                        blank=True,
                        help_text="Number of the report or letter.",
                        max_length=100,
                        verbose_name="document",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="compliance_records",
                        to="disclosures.inspectionconclusionpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Issuer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                (
                    "symbol",
                    models.CharField(
                        blank=True,
                        help_text="As after the hyphen of a number: SKHCN, UBND, CP.",
                        max_length=40,
                        verbose_name="symbol in numbers",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("central", "Central"),
                            ("province", "Province"),
                            ("department", "Department"),
                            ("unit", "Unit of the Department"),
                            ("other", "Other body"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "aliases",
                    models.JSONField(blank=True, default=list, verbose_name="other writings"),
                ),
                ("is_own", models.BooleanField(default=False, verbose_name="this office")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="exists from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="exists until")),
                (
                    "succeeded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="disclosures.issuer",
                        verbose_name="succeeded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "issuing agency",
                "verbose_name_plural": "issuing agencies",
                "ordering": ["level", "name"],
            },
        ),
        migrations.AddField(
            model_name="inspectionconclusionpage",
            name="issuer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="disclosures.issuer",
                verbose_name="issuing agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["central", "province", "department", "unit", "other"])
                ),
                name="issuer_known_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_to__isnull", True),
                    ("valid_from__lte", models.F("valid_to")),
                    _connector="OR",
                ),
                name="issuer_validity_in_order",
                violation_error_message="The agency ends before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("succeeded_by__isnull", True),
                    models.Q(("succeeded_by", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="issuer_not_its_own_successor",
            ),
        ),
        # The default asks the database: it is set on a column that is there.
        migrations.AlterField(
            model_name="inspectionconclusionpage",
            name="issuer",
            field=models.ForeignKey(
                default=disclosures.models.issuers.own_issuer,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="disclosures.issuer",
                verbose_name="issuing agency",
            ),
        ),
    ]
