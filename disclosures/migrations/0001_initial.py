import datetime

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import disclosures.models.issuers
import disclosures.models.item_fields
import disclosures.receptions
from portal.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("portal", "0002_foundation"),
        ("documents", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["central", "province", "department", "unit", "other"])
                        ),
                        name="issuer_known_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="issuer_validity_in_order",
                        violation_error_message="The agency ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("succeeded_by__isnull", True),
                            models.Q(("succeeded_by", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="issuer_not_its_own_successor",
                    ),
                ],
                "indexes": [],
            },
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
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attached_files",
                        to="wagtailcore.page",
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
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Form 73, annex II, data table…",
                        max_length=200,
                        verbose_name="what it is",
                    ),
                ),
            ],
            options={
                "verbose_name": "attached file",
                "verbose_name_plural": "attached files",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="LegalDocumentPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "subject_field",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="field"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "document_type",
                    models.CharField(
                        choices=[
                            ("constitution", "Constitution"),
                            ("law", "Law"),
                            ("ordinance", "Ordinance"),
                            ("resolution", "Resolution"),
                            ("decree", "Decree"),
                            ("decision", "Decision"),
                            ("circular", "Circular"),
                            ("joint_circular", "Joint circular"),
                            ("directive", "Directive"),
                            ("notice", "Notice"),
                            ("guidance", "Guidance"),
                            ("official_letter", "Official letter"),
                            ("report", "Report"),
                            ("consolidated", "Consolidated text"),
                        ],
                        default="decision",
                        max_length=20,
                        verbose_name="form",
                    ),
                ),
                (
                    "is_normative",
                    models.BooleanField(
                        default=False,
                        help_text="Rules that bind everybody; otherwise an administrative document.",
                        verbose_name="normative legal document",
                    ),
                ),
                (
                    "effective_on",
                    models.DateField(
                        blank=True,
                        help_text="Needed for a normative document.",
                        null=True,
                        verbose_name="in force from",
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day, where the document itself states one.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="no longer in force from"
                    ),
                ),
            ],
            options={
                "verbose_name": "legal document",
                "verbose_name_plural": "legal documents",
                "indexes": [models.Index(fields=["ended_on", "effective_on"], name="legal_effect")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "document_type__in",
                                [
                                    "constitution",
                                    "law",
                                    "ordinance",
                                    "resolution",
                                    "decree",
                                    "decision",
                                    "circular",
                                    "joint_circular",
                                    "directive",
                                    "notice",
                                    "guidance",
                                    "official_letter",
                                    "report",
                                    "consolidated",
                                ],
                            )
                        ),
                        name="legal_document_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_on__isnull", True),
                            ("expires_on__isnull", True),
                            ("effective_on__lte", models.F("expires_on")),
                            _connector="OR",
                        ),
                        name="legal_document_days_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                ],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="LegalRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="disclosures.legaldocumentpage",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("amends", "amends"),
                            ("replaces", "replaces"),
                            ("repeals", "repeals"),
                            ("corrects", "corrects"),
                        ],
                        default="amends",
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("target_number", models.CharField(max_length=100, verbose_name="number")),
                (
                    "target_issuer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                (
                    "target_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Numbers begin anew each year: needed where the number holds no year.",
                        null=True,
                        verbose_name="year",
                    ),
                ),
                ("whole", models.BooleanField(default=True, verbose_name="the whole of it")),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        help_text="For example: khoản 2 Điều 5.",
                        max_length=300,
                        verbose_name="which part",
                    ),
                ),
                (
                    "takes_effect_on",
                    models.DateField(
                        blank=True,
                        help_text="Left empty: when the document itself does.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                ("target_normal", models.CharField(db_index=True, editable=False, max_length=100)),
            ],
            options={
                "verbose_name": "relation",
                "verbose_name_plural": "relations",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["amends", "replaces", "repeals", "corrects"])
                        ),
                        name="legal_relation_known_kind",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "subject_field",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="field"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.item_fields.validate_period],
                        verbose_name="period",
                    ),
                ),
                (
                    "period_part",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1; for a second one of the same period, an adjusted budget say, 2.",
                        verbose_name="which one of the period",
                    ),
                ),
                (
                    "plan_type",
                    models.CharField(
                        choices=[
                            ("policy", "Policy"),
                            ("master_plan", "Master plan, strategy or scheme"),
                            ("work_plan", "Yearly work programme or plan"),
                            ("work_report", "Periodic work report"),
                            ("statistics", "Statistics of science and technology"),
                            ("review_plan", "Plan or result of reviewing procedures"),
                            ("papi_plan", "Plan on PAPI"),
                        ],
                        default="work_plan",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Of a plan for several years: the last one.",
                        null=True,
                        verbose_name="until the year",
                    ),
                ),
                ("goals", models.TextField(blank=True, verbose_name="goals")),
                (
                    "resources",
                    models.TextField(blank=True, verbose_name="resources and who carries it out"),
                ),
            ],
            options={
                "verbose_name": "plan or policy",
                "verbose_name_plural": "plans and policies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "plan_type__in",
                                [
                                    "policy",
                                    "master_plan",
                                    "work_plan",
                                    "work_report",
                                    "statistics",
                                    "review_plan",
                                    "papi_plan",
                                ],
                            )
                        ),
                        name="plan_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="SupportProgrammePage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "subject_field",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="field"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                ("who", models.TextField(verbose_name="who can get it")),
                ("how_much", models.TextField(verbose_name="how much")),
                ("conditions", models.TextField(verbose_name="on what conditions")),
                ("how_to_apply", models.TextField(verbose_name="how to apply")),
                (
                    "opens_on",
                    models.DateField(blank=True, null=True, verbose_name="applications from"),
                ),
                (
                    "closes_on",
                    models.DateField(
                        blank=True,
                        help_text="Left empty: at any time.",
                        null=True,
                        verbose_name="applications until",
                    ),
                ),
                ("whom_to_ask", models.CharField(max_length=300, verbose_name="whom to ask")),
            ],
            options={
                "verbose_name": "support programme",
                "verbose_name_plural": "support programmes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on__isnull", True),
                            ("closes_on__isnull", True),
                            ("opens_on__lte", models.F("closes_on")),
                            _connector="OR",
                        ),
                        name="support_days_in_order",
                        violation_error_message="It closes before it opens.",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="RegulationPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "regulation_type",
                    models.CharField(
                        choices=[
                            ("house_rules", "House rules or statute"),
                            ("code_of_conduct", "Code of conduct"),
                            ("information_list", "List of what must be public"),
                            ("information_rules", "Rules on giving information"),
                            ("staff_matter", "Matter made known to the staff"),
                        ],
                        default="house_rules",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "applies_to",
                    models.CharField(blank=True, max_length=300, verbose_name="applies to"),
                ),
                (
                    "effective_on",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "disclosure_form",
                    models.CharField(
                        blank=True,
                        help_text="Where it is made public: this portal, posted at the office…",
                        max_length=200,
                        verbose_name="form of disclosure",
                    ),
                ),
                (
                    "disclosed_from",
                    models.DateField(blank=True, null=True, verbose_name="public from"),
                ),
                (
                    "disclosed_for",
                    models.CharField(
                        blank=True,
                        help_text="20 days; for good…",
                        max_length=200,
                        verbose_name="public for how long",
                    ),
                ),
                (
                    "focal_point",
                    models.CharField(
                        blank=True,
                        help_text="Focal unit or officer with telephone and e-mail.",
                        max_length=300,
                        verbose_name="who gives information",
                    ),
                ),
            ],
            options={
                "verbose_name": "internal regulation",
                "verbose_name_plural": "internal regulations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "regulation_type__in",
                                [
                                    "house_rules",
                                    "code_of_conduct",
                                    "information_list",
                                    "information_rules",
                                    "staff_matter",
                                ],
                            )
                        ),
                        name="regulation_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="ReceptionPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "reception_type",
                    models.CharField(
                        choices=[
                            ("schedule", "Schedule of reception days"),
                            ("rules", "Place, regular hours and rules of reception"),
                        ],
                        default="schedule",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "month",
                    models.DateField(
                        blank=True,
                        help_text="Of a schedule: any day of its month.",
                        null=True,
                        verbose_name="month",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="Of standing rules.",
                        null=True,
                        verbose_name="holds from",
                    ),
                ),
                ("place", models.CharField(max_length=300, verbose_name="place")),
                (
                    "contact",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="telephone or e-mail"
                    ),
                ),
                ("what_to_bring", models.TextField(blank=True, verbose_name="what to bring")),
            ],
            options={
                "verbose_name": "citizen reception",
                "verbose_name_plural": "citizen receptions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reception_type__in", ["schedule", "rules"])),
                        name="reception_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ReceptionDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="disclosures.receptionpage",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("start", models.TimeField(default=datetime.time(7, 30), verbose_name="from")),
                ("end", models.TimeField(default=datetime.time(11, 30), verbose_name="until")),
                (
                    "receiver",
                    models.CharField(
                        choices=[("leader", "Leadership"), ("staff", "Reception staff")],
                        default="leader",
                        max_length=10,
                        verbose_name="who receives",
                    ),
                ),
                (
                    "person",
                    models.CharField(blank=True, max_length=200, verbose_name="name and post"),
                ),
                (
                    "participants",
                    models.CharField(blank=True, max_length=300, verbose_name="who takes part"),
                ),
                (
                    "content",
                    models.CharField(blank=True, max_length=300, verbose_name="about what"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "As planned"),
                            ("postponed", "Postponed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("moved_to", models.DateField(blank=True, null=True, verbose_name="moved to")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "day of reception",
                "verbose_name_plural": "days of reception",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("receiver__in", ["leader", "staff"])),
                        name="reception_known_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "postponed", "cancelled"])),
                        name="reception_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="reception_hours_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", disclosures.receptions.DayState["POSTPONED"]),
                                _negated=True,
                            ),
                            ("moved_to__isnull", False),
                            _connector="OR",
                        ),
                        name="reception_postponed_says_to_when",
                        violation_error_message="Say to which day it is postponed (Luật Tiếp công dân art. 24(4)).",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RecurringReception",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recurring",
                        to="disclosures.receptionpage",
                    ),
                ),
                (
                    "day_of_month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="15: on the 15th of each month.",
                        null=True,
                        verbose_name="day of the month",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                        ],
                        null=True,
                        verbose_name="weekday",
                    ),
                ),
                (
                    "week_of_month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="1 to 4; left empty: every week.",
                        null=True,
                        verbose_name="which one of the month",
                    ),
                ),
                ("start", models.TimeField(default=datetime.time(7, 30), verbose_name="from")),
                ("end", models.TimeField(default=datetime.time(11, 30), verbose_name="until")),
                (
                    "receiver",
                    models.CharField(
                        choices=[("leader", "Leadership"), ("staff", "Reception staff")],
                        default="staff",
                        max_length=10,
                        verbose_name="who receives",
                    ),
                ),
                (
                    "person",
                    models.CharField(blank=True, max_length=200, verbose_name="name and post"),
                ),
                ("since", models.DateField(verbose_name="from the day")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until the day")),
            ],
            options={
                "verbose_name": "regular day of reception",
                "verbose_name_plural": "regular days of reception",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("receiver__in", ["leader", "staff"])),
                        name="recurring_known_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("day_of_month__isnull", True), ("weekday__isnull", False)),
                            models.Q(("day_of_month__isnull", False), ("weekday__isnull", True)),
                            _connector="OR",
                        ),
                        name="recurring_day_or_weekday",
                        violation_error_message="Give a day of the month or a weekday, one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="recurring_hours_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DialoguePage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                ("held_on", models.DateField(null=True, verbose_name="held on")),
                ("place", models.CharField(max_length=300, verbose_name="place")),
                (
                    "chaired_by",
                    models.CharField(blank=True, max_length=200, verbose_name="chaired by"),
                ),
                ("subjects", models.TextField(verbose_name="subjects")),
                (
                    "participants",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number of businesses"
                    ),
                ),
            ],
            options={
                "verbose_name": "dialogue with businesses",
                "verbose_name_plural": "dialogues with businesses",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="DialogueQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="disclosures.dialoguepage",
                    ),
                ),
                ("question", models.TextField(verbose_name="question")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=200, verbose_name="who answered"),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
            ],
            options={
                "verbose_name": "question of a dialogue",
                "verbose_name_plural": "questions of a dialogue",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FeedbackAnswerPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="As in the register, for example 12/PAKN.",
                        max_length=60,
                        verbose_name="reference",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "This portal"),
                            ("national_portal", "National Public Service Portal"),
                            ("letter", "Letter"),
                            ("phone", "Telephone"),
                            ("in_person", "In person"),
                        ],
                        default="portal",
                        max_length=20,
                        verbose_name="came in by",
                    ),
                ),
                ("received_on", models.DateField(null=True, verbose_name="received on")),
                ("handled_on", models.DateField(null=True, verbose_name="settled on")),
                ("question", models.TextField(verbose_name="what was pointed out or asked")),
                ("answer", models.TextField(verbose_name="the answer")),
                (
                    "measures",
                    models.TextField(blank=True, verbose_name="what changes because of it"),
                ),
            ],
            options={
                "verbose_name": "answer to feedback",
                "verbose_name_plural": "answers to feedback",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                ["portal", "national_portal", "letter", "phone", "in_person"],
                            )
                        ),
                        name="feedback_known_channel",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="SurveyPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.item_fields.validate_period],
                        verbose_name="period",
                    ),
                ),
                (
                    "period_part",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1; for a second one of the same period, an adjusted budget say, 2.",
                        verbose_name="which one of the period",
                    ),
                ),
                ("approved_on", models.DateField(null=True, verbose_name="results approved on")),
                ("method", models.CharField(max_length=300, verbose_name="how it was asked")),
                ("asked", models.PositiveIntegerField(null=True, verbose_name="people asked")),
                (
                    "answered",
                    models.PositiveIntegerField(null=True, verbose_name="people who answered"),
                ),
                (
                    "satisfied",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="satisfied, per cent",
                    ),
                ),
                (
                    "improvements",
                    models.TextField(blank=True, verbose_name="what will be done better"),
                ),
            ],
            options={
                "verbose_name": "satisfaction survey",
                "verbose_name_plural": "satisfaction surveys",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("satisfied__isnull", True),
                            ("satisfied__range", (0, 100)),
                            _connector="OR",
                        ),
                        name="survey_share_0_to_100",
                        violation_error_message="A share is between 0 and 100.",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="SurveyCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="disclosures.surveypage",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="what was asked")),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=2, max_digits=5, verbose_name="satisfied, per cent"
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a question",
                "verbose_name_plural": "results of questions",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share__range", (0, 100))),
                        name="criterion_share_0_to_100",
                        violation_error_message="A share is between 0 and 100.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="InspectionConclusionPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "conclusion_type",
                    models.CharField(
                        choices=[
                            ("check", "Check conclusion"),
                            ("supervision", "Supervision conclusion"),
                            ("inspection", "Inspection conclusion"),
                        ],
                        default="check",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("body_inspected", models.CharField(max_length=300, verbose_name="body inspected")),
                (
                    "subject",
                    models.CharField(
                        help_text="What was looked into, and for which time.",
                        max_length=300,
                        verbose_name="subject",
                    ),
                ),
            ],
            options={
                "verbose_name": "inspection conclusion",
                "verbose_name_plural": "inspection conclusions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conclusion_type__in", ["check", "supervision", "inspection"])
                        ),
                        name="conclusion_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="disclosures.inspectionconclusionpage",
                    ),
                ),
                ("text", models.TextField(verbose_name="recommendation")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=200, verbose_name="who carries it out"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Not yet carried out"), ("done", "Carried out")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="what was done")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
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
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="compliance_records",
                        to="disclosures.inspectionconclusionpage",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FeedSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "url",
                    models.URLField(
                        help_text="RSS or Atom, http or https, on the public internet.",
                        max_length=2000,
                        unique=True,
                        verbose_name="address of the feed",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "pause_minutes",
                    models.PositiveIntegerField(
                        default=60,
                        help_text="From 15 to 10080 (a week).",
                        verbose_name="minutes between two visits",
                    ),
                ),
                ("etag", models.CharField(blank=True, editable=False, max_length=200)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "not_before",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="not asked before"
                    ),
                ),
                (
                    "fetched_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last asked"),
                ),
                (
                    "succeeded_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last read"),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "The address is not a web address that can be fetched."),
                            (
                                "not_public",
                                "The address leads into an internal network; only the public internet is asked.",
                            ),
                            ("unreachable", "The server can't be reached."),
                            ("certificate", "The server's certificate is not valid."),
                            ("too_slow", "The server takes too long."),
                            ("too_large", "The feed is larger than 5 MB."),
                            (
                                "redirects",
                                "The address leads on and on, in a circle, or out of https.",
                            ),
                            ("status", "The server refused."),
                            ("busy", "The server asks to come later."),
                            ("broken", "What the server sends is damaged."),
                            ("empty", "What the server sends is empty."),
                            (
                                "web_page",
                                "A web page comes instead of a feed: look for the feed's own address.",
                            ),
                            (
                                "entities",
                                "The feed declares entities, as attacks do; it is not read.",
                            ),
                            ("not_a_feed", "What comes is neither RSS nor Atom."),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="fault",
                    ),
                ),
                ("fault_detail", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="failures in a row"
                    ),
                ),
                (
                    "entries",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="entries last time"
                    ),
                ),
            ],
            options={
                "verbose_name": "source of new documents",
                "verbose_name_plural": "sources of new documents",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pause_minutes__gte", 15), ("pause_minutes__lte", 10080)
                        ),
                        name="feedsource_pause",
                        violation_error_message="A source is asked every 15 minutes at most, once a week at least.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fault", ""),
                            (
                                "fault__in",
                                [
                                    "address",
                                    "not_public",
                                    "unreachable",
                                    "certificate",
                                    "too_slow",
                                    "too_large",
                                    "redirects",
                                    "status",
                                    "busy",
                                    "broken",
                                    "empty",
                                    "web_page",
                                    "entities",
                                    "not_a_feed",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="feedsource_known_fault",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FeedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("link", models.URLField(blank=True, max_length=2000, verbose_name="link")),
                ("published_at", models.DateTimeField(null=True, verbose_name="announced at")),
                ("number", models.CharField(blank=True, max_length=100, verbose_name="number")),
                ("document_type", models.CharField(blank=True, max_length=60, verbose_name="type")),
                (
                    "issuer",
                    models.CharField(blank=True, max_length=200, verbose_name="issuing agency"),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("first_seen_at", models.DateTimeField(verbose_name="first seen at")),
                ("last_seen_at", models.DateTimeField(verbose_name="last seen at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a decision"),
                            ("accepted", "A draft was made"),
                            ("merged", "Was there already"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                ("page_id", models.BigIntegerField(db_index=True, null=True, verbose_name="page")),
            ],
            options={
                "verbose_name": "announced document",
                "verbose_name_plural": "announced documents",
                "ordering": ["-first_seen_at", "-pk"],
                "permissions": [("sort_feeditem", "Can accept or dismiss announced documents")],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["state", "-first_seen_at"], name="feeditem_state_seen")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "accepted", "merged", "dismissed"])
                        ),
                        name="feeditem_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "waiting"), ("decided_at__isnull", False), _connector="OR"
                        ),
                        name="feeditem_decision_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "merged"]), _negated=True),
                            ("page_id__isnull", False),
                            _connector="OR",
                        ),
                        name="feeditem_accepted_has_its_page",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dismissed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="feeditem_dismissed_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="disclosures.feeditem",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of an announced document",
                "verbose_name_plural": "keys of announced documents",
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FeedSighting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="disclosures.feedsource",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="disclosures.feeditem",
                    ),
                ),
                ("seen_at", models.DateTimeField(verbose_name="seen at")),
            ],
            options={
                "verbose_name": "where a document was announced",
                "verbose_name_plural": "where documents were announced",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("source", "item"), name="feedsighting_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="IndexResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "index",
                    models.CharField(
                        choices=[
                            ("papi", "PAPI – governance and public administration"),
                            ("par", "PAR Index – administrative reform"),
                            ("pci", "PCI – competitiveness"),
                        ],
                        max_length=4,
                        verbose_name="index",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2005),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="Its number in that year's index, such as 4 or 4.1; empty: the whole index.",
                        max_length=8,
                        verbose_name="dimension",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="As that year's report prints it.",
                        max_length=200,
                        verbose_name="name of the dimension",
                    ),
                ),
                (
                    "score",
                    models.DecimalField(decimal_places=3, max_digits=7, verbose_name="score"),
                ),
                (
                    "out_of",
                    models.DecimalField(decimal_places=3, max_digits=7, verbose_name="of at most"),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty where the report gives none.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(63),
                        ],
                        verbose_name="rank among the provinces",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Report, publisher, year, page or table.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the source"
                    ),
                ),
                (
                    "is_example",
                    models.BooleanField(
                        default=False,
                        help_text="Shown as an example everywhere.",
                        verbose_name="example, no real figure",
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a provincial index",
                "verbose_name_plural": "results of the provincial indices",
                "ordering": ["index", "-year", "code"],
                "permissions": [("keep_indices", "Can enter results of PAPI, PAR and PCI")],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("index", "year", "code"),
                        name="index_figure_once",
                        violation_error_message="This figure of that year is entered already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__gte", 0), ("score__lte", models.F("out_of")), ("out_of__gt", 0)
                        ),
                        name="index_score_within_its_scale",
                        violation_error_message="The score must lie between 0 and the highest possible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="index_figure_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("index__in", ["papi", "par", "pci"])),
                        name="index_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AnticorruptionReportPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.item_fields.validate_period],
                        verbose_name="period",
                    ),
                ),
                (
                    "period_part",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1; for a second one of the same period, an adjusted budget say, 2.",
                        verbose_name="which one of the period",
                    ),
                ),
                (
                    "report_type",
                    models.CharField(
                        choices=[
                            ("result", "Work against corruption"),
                            ("supervision", "Supervision of the work against corruption"),
                        ],
                        default="result",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("cases", models.PositiveIntegerField(null=True, verbose_name="cases found")),
                (
                    "persons",
                    models.PositiveIntegerField(null=True, verbose_name="persons concerned"),
                ),
                ("amount_found", models.BigIntegerField(null=True, verbose_name="amount found")),
                (
                    "amount_recovered",
                    models.BigIntegerField(null=True, verbose_name="amount recovered"),
                ),
                (
                    "persons_dealt_with",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="persons dealt with"
                    ),
                ),
                ("measures", models.TextField(blank=True, verbose_name="preventive measures")),
            ],
            options={
                "verbose_name": "anti-corruption report",
                "verbose_name_plural": "anti-corruption reports",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("report_type__in", ["result", "supervision"])),
                        name="anticorruption_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount_found__isnull", True),
                                ("amount_found__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("amount_recovered__isnull", True),
                                ("amount_recovered__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="anticorruption_amounts_not_negative",
                        violation_error_message="An amount is not negative.",
                    ),
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="AssetDeclarationNoticePage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="year of the declarations"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("posting", "Posted at the office"),
                            ("meeting", "At a meeting of the staff"),
                        ],
                        default="posting",
                        max_length=20,
                        verbose_name="form",
                    ),
                ),
                (
                    "handed_over_on",
                    models.DateField(
                        help_text="To the body that controls assets; the five days count from here.",
                        null=True,
                        verbose_name="handed over on",
                    ),
                ),
                ("place", models.CharField(max_length=300, verbose_name="place")),
                ("from_on", models.DateField(null=True, verbose_name="from")),
                ("until_on", models.DateField(null=True, verbose_name="until")),
                (
                    "people",
                    models.PositiveIntegerField(
                        null=True, verbose_name="number of people who declared"
                    ),
                ),
                (
                    "minutes_number",
                    models.CharField(max_length=100, verbose_name="number of the minutes"),
                ),
                ("minutes_on", models.DateField(null=True, verbose_name="day of the minutes")),
                (
                    "attendance",
                    models.CharField(
                        blank=True,
                        help_text="Of a meeting: how many of those summoned came (at least two thirds).",
                        max_length=200,
                        verbose_name="attendance",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "notice on asset declarations",
                "verbose_name_plural": "notices on asset declarations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["posting", "meeting"])),
                        name="declaration_known_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__isnull", True),
                            ("until_on__isnull", True),
                            ("from_on__lte", models.F("until_on")),
                            _connector="OR",
                        ),
                        name="declaration_days_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ComplaintResultPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "settled_type",
                    models.CharField(
                        choices=[
                            ("complaint_first", "Decision on a complaint, first instance"),
                            ("complaint_second", "Decision on a complaint, second instance"),
                            ("denunciation", "Conclusion on a denunciation"),
                            ("sanction", "Decision on conduct that was denounced"),
                        ],
                        default="complaint_first",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "matter",
                    models.TextField(
                        help_text="Without the name of anybody: the matter only.",
                        verbose_name="what it was about",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("wholly_right", "Wholly right"),
                            ("partly_right", "Partly right"),
                            ("wrong", "Wrong"),
                            ("withdrawn", "Withdrawn by who brought it"),
                        ],
                        max_length=20,
                        verbose_name="finding",
                    ),
                ),
                ("decision", models.TextField(verbose_name="what was decided")),
                ("legal_grounds", models.TextField(blank=True, verbose_name="legal grounds")),
                (
                    "remedy",
                    models.CharField(
                        blank=True,
                        help_text="A second complaint, a lawsuit, and until when.",
                        max_length=300,
                        verbose_name="what can be done against it",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a complaint or denunciation",
                "verbose_name_plural": "results of complaints and denunciations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "settled_type__in",
                                ["complaint_first", "complaint_second", "denunciation", "sanction"],
                            )
                        ),
                        name="complaint_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="PeoplesInspectorateNoticePage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.item_fields.validate_period],
                        verbose_name="period",
                    ),
                ),
                (
                    "period_part",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1; for a second one of the same period, an adjusted budget say, 2.",
                        verbose_name="which one of the period",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="internal",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "notice_type",
                    models.CharField(
                        choices=[
                            ("plan", "Plan of work"),
                            ("result", "Result of work"),
                            ("recommendation", "Recommendation after supervision"),
                            ("answer", "What became of a recommendation"),
                        ],
                        default="plan",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("supervised", models.TextField(blank=True, verbose_name="what was supervised")),
                ("recommendations", models.TextField(blank=True, verbose_name="recommendations")),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=200, verbose_name="who has to answer"),
                ),
                (
                    "answer_due_on",
                    models.DateField(blank=True, null=True, verbose_name="answer due on"),
                ),
            ],
            options={
                "verbose_name": "notice of the people's inspectorate",
                "verbose_name_plural": "notices of the people's inspectorate",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notice_type__in", ["plan", "result", "recommendation", "answer"])
                        ),
                        name="inspectorate_notice_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.SlugField(
                        editable=False, max_length=100, unique=True, verbose_name="key"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "in_force_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "in_force_until",
                    models.DateField(
                        blank=True,
                        help_text="Its last day. Empty: still in force, or not known.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "replaced_by",
                    models.CharField(
                        blank=True,
                        help_text="What took its place, as printed, for example NĐ 224/2026/NĐ-CP.",
                        max_length=300,
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Where it was read, what is not sure.",
                        max_length=500,
                        verbose_name="note",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        help_text="Empty: from the project's list, checked by nobody of the office.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal basis",
                "verbose_name_plural": "legal bases",
                "ordering": ["name"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_from__isnull", True),
                            ("in_force_until__isnull", True),
                            ("in_force_from__lte", models.F("in_force_until")),
                            _connector="OR",
                        ),
                        name="legal_basis_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="legal_basis_has_a_name",
                    ),
                ],
                "indexes": [],
            },
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
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="DisclosureIndexPage",
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
                (
                    "lists",
                    models.CharField(
                        editable=False,
                        help_text="Code of the kind.",
                        max_length=60,
                        unique=True,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of a kind of disclosure",
                "verbose_name_plural": "lists of kinds of disclosure",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="MissingNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("duty_code", models.CharField(db_index=True, max_length=40, verbose_name="duty")),
                (
                    "question",
                    models.TextField(blank=True, max_length=2000, verbose_name="question"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("code_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("due_on", models.DateField(verbose_name="answer due on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for an answer"),
                            ("answered", "Answered, not yet public"),
                            ("released", "Answered and public"),
                            ("declined", "Closed without publication"),
                            ("set_apart", "Passed on, not public"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "shown_question",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="question as the public reads it"
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=5000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                ("released_at", models.DateTimeField(null=True, verbose_name="made public at")),
                (
                    "released_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made public by",
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed at")),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                ("mailed_at", models.DateTimeField(null=True, verbose_name="answer mailed at")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
            ],
            options={
                "verbose_name": "notice that something is missing",
                "verbose_name_plural": "notices that something is missing",
                "ordering": ["-received_at", "-pk"],
                "permissions": [("read_set_apart", "Can read notices that were set apart")],
                "default_permissions": (),
                "indexes": [models.Index(fields=["state", "due_on"], name="missing_state_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "answered", "released", "declined", "set_apart"],
                            )
                        ),
                        name="missing_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "released"), _negated=True),
                            models.Q(
                                ("released_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("shown_question", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="missing_public_only_when_released",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "set_apart"), _negated=True),
                            models.Q(
                                ("answer", ""),
                                ("email", ""),
                                ("question", ""),
                                ("shown_question", ""),
                            ),
                            _connector="OR",
                        ),
                        name="missing_set_apart_holds_no_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SetApartNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="set_apart",
                        to="disclosures.missingnotice",
                        verbose_name="notice",
                    ),
                ),
                ("question", models.TextField(verbose_name="question")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("read_at", models.DateTimeField(null=True, verbose_name="first read at")),
                (
                    "read_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="first read by",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice set apart",
                "verbose_name_plural": "notices set apart",
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="BudgetPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.item_fields.validate_period],
                        verbose_name="period",
                    ),
                ),
                (
                    "period_part",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1; for a second one of the same period, an adjusted budget say, 2.",
                        verbose_name="which one of the period",
                    ),
                ),
                (
                    "budget_type",
                    models.CharField(
                        choices=[
                            ("estimate", "Budget estimate"),
                            ("adjustment", "Adjusted or supplementary estimate"),
                            ("execution", "Execution in 3, 6 or 9 months"),
                            ("execution_year", "Execution in the year"),
                            ("final", "Final accounts"),
                        ],
                        default="estimate",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "form_number",
                    models.CharField(
                        blank=True,
                        help_text="Number of the form, for example 73.",
                        max_length=40,
                        verbose_name="form",
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(
                        blank=True,
                        help_text="Of an estimate or final accounts: the day the approval was issued.",
                        null=True,
                        verbose_name="approved on",
                    ),
                ),
                (
                    "reported_on",
                    models.DateField(
                        blank=True,
                        help_text="Of the year's execution: the day it was reported to the competent body.",
                        null=True,
                        verbose_name="reported on",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget disclosure",
                "verbose_name_plural": "budget disclosures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "budget_type__in",
                                ["estimate", "adjustment", "execution", "execution_year", "final"],
                            )
                        ),
                        name="budget_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="disclosures.budgetpage",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=300, verbose_name="line")),
                (
                    "is_part",
                    models.BooleanField(default=False, verbose_name="part of the line above"),
                ),
                ("planned", models.BigIntegerField(blank=True, null=True, verbose_name="estimate")),
                (
                    "actual",
                    models.BigIntegerField(blank=True, null=True, verbose_name="carried out"),
                ),
                (
                    "before",
                    models.BigIntegerField(blank=True, null=True, verbose_name="the year before"),
                ),
            ],
            options={
                "verbose_name": "line of the budget",
                "verbose_name_plural": "lines of the budget",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AssetPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "asset_type",
                    models.CharField(
                        choices=[
                            ("purchase", "Investment, purchase, allocation or hire"),
                            ("use", "Management and use in the year"),
                            ("disposal", "Disposal"),
                            ("exploitation", "Exploitation"),
                        ],
                        default="purchase",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="year")),
                (
                    "allocated_on",
                    models.DateField(blank=True, null=True, verbose_name="allocated on"),
                ),
                (
                    "plan_approved_on",
                    models.DateField(blank=True, null=True, verbose_name="plan approved on"),
                ),
                (
                    "completed_on",
                    models.DateField(blank=True, null=True, verbose_name="completed on"),
                ),
            ],
            options={
                "verbose_name": "disclosure of public assets",
                "verbose_name_plural": "disclosures of public assets",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asset_type__in", ["purchase", "use", "disposal", "exploitation"])
                        ),
                        name="asset_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="AssetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assets",
                        to="disclosures.assetpage",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="asset")),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=2, default=1, max_digits=14, verbose_name="quantity"
                    ),
                ),
                (
                    "measure",
                    models.CharField(blank=True, max_length=40, verbose_name="unit of measure"),
                ),
                (
                    "original_cost",
                    models.BigIntegerField(blank=True, null=True, verbose_name="original cost"),
                ),
                (
                    "remaining_value",
                    models.BigIntegerField(blank=True, null=True, verbose_name="remaining value"),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what it is used for"
                    ),
                ),
            ],
            options={
                "verbose_name": "asset",
                "verbose_name_plural": "assets",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcurementPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("plan", "Plan for selecting contractors"),
                            ("invitation", "Invitation to bid"),
                            ("result", "Result of selection"),
                            ("contract", "Contract carried out"),
                            ("cancelled", "Bidding cancelled"),
                        ],
                        default="plan",
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                ("package", models.CharField(max_length=300, verbose_name="package")),
                (
                    "network_code",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        verbose_name="code on the national procurement network",
                    ),
                ),
                ("network_url", models.URLField(blank=True, verbose_name="address there")),
                (
                    "method",
                    models.CharField(blank=True, max_length=200, verbose_name="way of selecting"),
                ),
                (
                    "price",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="price of the package"
                    ),
                ),
                (
                    "fund",
                    models.CharField(blank=True, max_length=200, verbose_name="source of money"),
                ),
                (
                    "contractor",
                    models.CharField(blank=True, max_length=300, verbose_name="contractor"),
                ),
                (
                    "winning_price",
                    models.BigIntegerField(blank=True, null=True, verbose_name="winning price"),
                ),
                (
                    "contract_time",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="time of the contract"
                    ),
                ),
            ],
            options={
                "verbose_name": "procurement disclosure",
                "verbose_name_plural": "procurement disclosures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["plan", "invitation", "result", "contract", "cancelled"])
                        ),
                        name="procurement_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price__isnull", True), ("price__gte", 0), _connector="OR"
                        ),
                        name="procurement_price_not_negative",
                        violation_error_message="A price is not negative.",
                    ),
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="ThriftPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.item_fields.validate_period],
                        verbose_name="period",
                    ),
                ),
                (
                    "period_part",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1; for a second one of the same period, an adjusted budget say, 2.",
                        verbose_name="which one of the period",
                    ),
                ),
                (
                    "thrift_type",
                    models.CharField(
                        choices=[
                            ("programme", "Programme of thrift"),
                            ("report", "Report on thrift"),
                            ("waste", "Handling of waste"),
                        ],
                        default="report",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("saved", models.BigIntegerField(blank=True, null=True, verbose_name="saved")),
                ("wasted", models.BigIntegerField(blank=True, null=True, verbose_name="wasted")),
                (
                    "recovered",
                    models.BigIntegerField(blank=True, null=True, verbose_name="recovered"),
                ),
                (
                    "measures",
                    models.TextField(blank=True, verbose_name="what was done or will be done"),
                ),
            ],
            options={
                "verbose_name": "disclosure on thrift",
                "verbose_name_plural": "disclosures on thrift",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("thrift_type__in", ["programme", "report", "waste"])),
                        name="thrift_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0, verbose_name="position in the catalogue"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("disclosure", "Publication"),
                            ("response_clock", "Answer to a person"),
                            ("report", "Report to a superior body"),
                            ("house_commitment", "Promise of the Department's own plan"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title_vi", models.CharField(max_length=300, verbose_name="title")),
                ("title_en", models.CharField(max_length=300, verbose_name="title in English")),
                (
                    "cadence",
                    models.CharField(
                        choices=[
                            ("continuous", "always up to date"),
                            ("event", "each time it happens"),
                            ("monthly", "every month"),
                            ("quarterly", "every quarter"),
                            ("yearly", "every year"),
                        ],
                        max_length=12,
                        verbose_name="cadence",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "everybody"),
                            ("internal", "the Department's own staff"),
                            ("requester", "the person who asked"),
                            ("public_or_internal", "everybody, or the staff where law says so"),
                        ],
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "papi_dimension",
                    models.PositiveSmallIntegerField(null=True, verbose_name="PAPI dimension"),
                ),
                (
                    "lead_unit_name",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="lead unit, as the catalogue writes it",
                    ),
                ),
                (
                    "content_type",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="kind of page"
                    ),
                ),
                (
                    "web_allowed",
                    models.BooleanField(default=True, verbose_name="may be published on the web"),
                ),
                ("row", models.JSONField(verbose_name="row")),
                (
                    "former_rows",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="How the row read before it was put right, oldest first: row, until.",
                        verbose_name="former rows",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="project: or office: and the SHA-256 of the catalogue file.",
                        max_length=80,
                        verbose_name="last read from",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
            ],
            options={
                "verbose_name": "duty to publish",
                "verbose_name_plural": "duties to publish",
                "ordering": ["position", "code"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["disclosure", "response_clock", "report", "house_commitment"],
                            )
                        ),
                        name="obligation_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cadence__in",
                                ["continuous", "event", "monthly", "quarterly", "yearly"],
                            )
                        ),
                        name="obligation_known_cadence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                ["public", "internal", "requester", "public_or_internal"],
                            )
                        ),
                        name="obligation_known_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("papi_dimension__isnull", True),
                            ("papi_dimension__range", (1, 8)),
                            _connector="OR",
                        ),
                        name="obligation_papi_dimension_1_to_8",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ObligationVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="disclosures.obligation",
                        verbose_name="duty",
                    ),
                ),
                ("valid_from", models.DateField(null=True, verbose_name="holds from")),
                ("valid_to", models.DateField(null=True, verbose_name="holds until")),
                ("rule", models.JSONField(null=True, verbose_name="rule")),
                ("exposure", models.JSONField(null=True, verbose_name="minimum exposure")),
                (
                    "applies",
                    models.BooleanField(default=True, verbose_name="a duty of the Department then"),
                ),
                ("why", models.TextField(blank=True, verbose_name="why")),
                ("legal_basis", models.TextField(blank=True, verbose_name="legal basis")),
                (
                    "source_url",
                    models.CharField(blank=True, max_length=500, verbose_name="where it was read"),
                ),
                ("verified", models.BooleanField(default=False, verbose_name="text was read")),
                ("verification", models.CharField(max_length=20, verbose_name="how it was read")),
                (
                    "entered_at",
                    models.DateTimeField(
                        help_text="Empty: part of the catalogue from the start.",
                        null=True,
                        verbose_name="entered at",
                    ),
                ),
                ("superseded_at", models.DateTimeField(null=True, verbose_name="superseded at")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed at")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
            ],
            options={
                "verbose_name": "version of a rule",
                "verbose_name_plural": "versions of rules",
                "ordering": ["obligation", "valid_from", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("obligation", "valid_from"),
                        name="obligation_version_begins_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("superseded_at__isnull", True), ("valid_from__isnull", True)
                        ),
                        fields=("obligation",),
                        name="obligation_version_one_first",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("superseded_at__isnull", True), ("valid_to__isnull", True)
                        ),
                        fields=("obligation",),
                        name="obligation_version_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="obligation_version_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True), ("confirmed_by__isnull", True)
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="obligation_version_confirmed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "verification__in",
                                [
                                    "codified",
                                    "secondary_copy",
                                    "article",
                                    "plan",
                                    "default_rule",
                                    "memory",
                                ],
                            )
                        ),
                        name="obligation_version_known_verification",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="QualityStatementPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "standard",
                    models.CharField(
                        help_text="With its edition: TCVN ISO 9001:2015.",
                        max_length=60,
                        verbose_name="standard",
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        help_text="Which work and procedures it covers.", verbose_name="scope"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="holds from")),
                (
                    "replaces",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="replaces the statement"
                    ),
                ),
            ],
            options={
                "verbose_name": "ISO 9001 statement",
                "verbose_name_plural": "ISO 9001 statements",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="OutageNoticePage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                ("starts_at", models.DateTimeField(null=True, verbose_name="away from")),
                ("back_at", models.DateTimeField(null=True, verbose_name="back at about")),
                ("reason", models.TextField(verbose_name="why")),
                (
                    "affected",
                    models.CharField(
                        blank=True,
                        help_text="Left empty: everything.",
                        max_length=300,
                        verbose_name="what won't work",
                    ),
                ),
                (
                    "alternative",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what to do meanwhile"
                    ),
                ),
                (
                    "is_unforeseen",
                    models.BooleanField(default=False, verbose_name="nobody could foresee it"),
                ),
            ],
            options={
                "verbose_name": "outage notice",
                "verbose_name_plural": "outage notices",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("back_at__isnull", True),
                            ("starts_at__lt", models.F("back_at")),
                            _connector="OR",
                        ),
                        name="outage_in_order",
                        violation_error_message="It ends before it begins.",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CampaignPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "campaign_type",
                    models.CharField(
                        choices=[
                            ("news", "News or article"),
                            ("campaign", "Campaign"),
                            ("environment", "For the environment, planting trees"),
                        ],
                        default="news",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("happened_on", models.DateField(null=True, verbose_name="day")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "task",
                    models.ForeignKey(
                        help_text="The one task of the plan that this item is for.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="disclosures.plantask",
                        verbose_name="task of the plan",
                    ),
                ),
                (
                    "channels",
                    models.CharField(
                        blank=True,
                        help_text="Press, radio, posters.",
                        max_length=300,
                        verbose_name="where else it was told",
                    ),
                ),
                (
                    "reached",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="how many people it reached"
                    ),
                ),
            ],
            options={
                "verbose_name": "news or campaign",
                "verbose_name_plural": "news and campaigns",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("campaign_type__in", ["news", "campaign", "environment"])
                        ),
                        name="campaign_known_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("happened_on__isnull", True),
                            ("until_on__isnull", True),
                            ("happened_on__lte", models.F("until_on")),
                            _connector="OR",
                        ),
                        name="campaign_days_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="OrganisationPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=200, verbose_name="title in English"),
                ),
                ("summary_en", models.TextField(blank=True, verbose_name="summary in English")),
                ("functions", wagtail.fields.RichTextField(verbose_name="functions and tasks")),
                (
                    "functions_en",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="functions and tasks in English"
                    ),
                ),
                (
                    "origins",
                    models.TextField(
                        help_text="When it was founded, merged, renamed.",
                        verbose_name="how it came to be",
                    ),
                ),
                (
                    "origins_en",
                    models.TextField(blank=True, verbose_name="how it came to be, in English"),
                ),
                (
                    "legal_ground",
                    models.CharField(
                        help_text="The document that sets its functions, tasks and structure.",
                        max_length=300,
                        verbose_name="legal ground",
                    ),
                ),
                (
                    "legal_ground_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="legal ground in English"
                    ),
                ),
                (
                    "changed_on",
                    models.DateField(
                        help_text="The day of the last change to what this page says: it is published at once.",
                        null=True,
                        verbose_name="last changed on",
                    ),
                ),
                ("address", models.CharField(max_length=300, verbose_name="address")),
                (
                    "address_en",
                    models.CharField(blank=True, max_length=300, verbose_name="address in English"),
                ),
                ("phone", models.CharField(max_length=60, verbose_name="phone")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
            ],
            options={
                "verbose_name": "organisation, functions, contacts",
                "verbose_name_plural": "organisation, functions, contacts",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="OrganisationLeader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaders",
                        to="disclosures.organisationpage",
                    ),
                ),
                ("post", models.CharField(max_length=120, verbose_name="post")),
                (
                    "post_en",
                    models.CharField(blank=True, max_length=120, verbose_name="post in English"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("in_charge_of", models.TextField(blank=True, verbose_name="in charge of")),
                (
                    "in_charge_of_en",
                    models.TextField(blank=True, verbose_name="in charge of, in English"),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "biography",
                    models.TextField(
                        blank=True,
                        help_text="Work and training only: no date of birth, family or home.",
                        verbose_name="short biography",
                    ),
                ),
            ],
            options={
                "verbose_name": "leader",
                "verbose_name_plural": "leaders",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="OrganisationUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="disclosures.organisationpage",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("tasks", models.TextField(blank=True, verbose_name="what it does")),
                ("tasks_en", models.TextField(blank=True, verbose_name="what it does, in English")),
                (
                    "head",
                    models.CharField(
                        blank=True, help_text="Post and name.", max_length=120, verbose_name="head"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Left empty: that of the office.",
                        max_length=300,
                        verbose_name="address",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit and its contact",
                "verbose_name_plural": "units and their contacts",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="StaffingPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                ("as_of", models.DateField(null=True, verbose_name="as of")),
            ],
            options={
                "verbose_name": "staffing",
                "verbose_name_plural": "staffing",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="StaffingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="disclosures.staffingpage",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="unit")),
                (
                    "civil_assigned",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="civil servants assigned"
                    ),
                ),
                (
                    "civil_present",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="civil servants present"
                    ),
                ),
                (
                    "public_assigned",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="public employees assigned"
                    ),
                ),
                (
                    "public_present",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="public employees present"
                    ),
                ),
                (
                    "contract_present",
                    models.PositiveSmallIntegerField(default=0, verbose_name="on contract"),
                ),
            ],
            options={
                "verbose_name": "posts of a unit",
                "verbose_name_plural": "posts of units",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="RecruitmentPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As printed, for example 05/KL-SKHCN.",
                        max_length=100,
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                (
                    "issuer",
                    models.ForeignKey(
                        default=disclosures.models.issuers.own_issuer,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.issuer",
                        verbose_name="issuing agency",
                    ),
                ),
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        help_text="The signed original as PDF. It stays private until the page is published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("notice", "Notice of recruitment"),
                            ("candidates", "List of candidates"),
                            ("result", "Result"),
                        ],
                        default="notice",
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        help_text="Thi tuyển, xét tuyển.",
                        max_length=200,
                        verbose_name="by examination or by selection",
                    ),
                ),
                ("requirements", models.TextField(verbose_name="requirements")),
                (
                    "application_close_on",
                    models.DateField(
                        help_text="At least thirty days after the notice is public (NĐ 115/2020 art. 14(5)).",
                        null=True,
                        verbose_name="applications until",
                    ),
                ),
                (
                    "application_address",
                    models.CharField(max_length=300, verbose_name="where to apply"),
                ),
                (
                    "exam_plan",
                    models.TextField(
                        verbose_name="content, time and place of the examination or selection"
                    ),
                ),
                (
                    "second_choice_posts",
                    models.TextField(
                        blank=True,
                        help_text="Or that there are none.",
                        verbose_name="posts for which two choices may be stated",
                    ),
                ),
            ],
            options={
                "verbose_name": "recruitment",
                "verbose_name_plural": "recruitments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["notice", "candidates", "result"])),
                        name="recruitment_known_stage",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="RecruitmentPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="disclosures.recruitmentpage",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="post")),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="unit")),
                ("count", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                ("requirements", models.TextField(blank=True, verbose_name="requirements")),
            ],
            options={
                "verbose_name": "post to fill",
                "verbose_name_plural": "posts to fill",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PlanImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="disclosures.plan",
                        verbose_name="plan",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "imported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="imported by",
                    ),
                ),
                (
                    "imported_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="imported at"),
                ),
                (
                    "changes",
                    models.JSONField(
                        default=dict,
                        help_text="What the import changed, field by field, before and after.",
                        verbose_name="changes",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a plan",
                "verbose_name_plural": "imports of plans",
                "ordering": ["-pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PlanDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("read", models.JSONField()),
                ("corrections", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "draft of a plan",
                "verbose_name_plural": "drafts of plans",
                "ordering": ["-pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=100, verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("title", models.CharField(blank=True, max_length=1000, verbose_name="title")),
                (
                    "agency",
                    models.CharField(blank=True, max_length=300, verbose_name="issuing agency"),
                ),
                ("signer", models.CharField(blank=True, max_length=200, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=200, verbose_name="signer's post"),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place of signing"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="plan for the year")),
                (
                    "report_cycle",
                    models.JSONField(
                        blank=True,
                        help_text="The sentence as printed, and the dates read from it.",
                        null=True,
                        verbose_name="when progress is reported",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plans",
                "ordering": ["-signed_on", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("number", "signed_on"), name="plan_known_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="plan_has_a_number"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="disclosures.plan",
                        verbose_name="plan",
                    ),
                ),
                ("path", models.CharField(max_length=100, verbose_name="place")),
                (
                    "number",
                    models.CharField(blank=True, max_length=50, verbose_name="number as printed"),
                ),
                ("title", models.TextField(blank=True, verbose_name="title")),
                ("order", models.PositiveIntegerField(verbose_name="order")),
                (
                    "papi_dimension",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                        verbose_name="PAPI dimension",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of tasks",
                "verbose_name_plural": "groups of tasks",
                "ordering": ["plan", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "path"), name="section_once_in_its_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("papi_dimension__isnull", True),
                            ("papi_dimension__range", (1, 8)),
                            _connector="OR",
                        ),
                        name="section_papi_dimension_exists",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="disclosures.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="tasks",
                        to="disclosures.plansection",
                        verbose_name="group",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200, verbose_name="key")),
                ("order", models.PositiveIntegerField(verbose_name="order")),
                (
                    "number",
                    models.CharField(blank=True, max_length=50, verbose_name="number as printed"),
                ),
                ("content", models.TextField(verbose_name="task")),
                ("lead", models.TextField(blank=True, verbose_name="lead as printed")),
                (
                    "cooperating",
                    models.TextField(blank=True, verbose_name="co-operating as printed"),
                ),
                ("schedule", models.TextField(blank=True, verbose_name="schedule as printed")),
                ("result", models.TextField(blank=True, verbose_name="result")),
                (
                    "cadence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("once", "Once"),
                            ("continuous", "Continuously"),
                            ("event", "When it happens"),
                            ("yearly", "Every year"),
                            ("half_yearly", "Every half-year"),
                            ("quarterly", "Every quarter"),
                            ("monthly", "Every month"),
                            ("weekly", "Every week"),
                        ],
                        max_length=20,
                        verbose_name="how often",
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_tasks",
                        to="portal.unit",
                        verbose_name="lead unit",
                    ),
                ),
                ("as_read", models.JSONField(default=dict, editable=False)),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="dropped_tasks",
                        to="disclosures.planimport",
                        verbose_name="dropped by",
                    ),
                ),
                (
                    "cooperating_units",
                    models.ManyToManyField(
                        blank=True,
                        related_name="supported_tasks",
                        to="portal.unit",
                        verbose_name="co-operating units",
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ["plan", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "key"), name="task_key_once_in_its_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content", ""), _negated=True), name="task_has_content"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cadence__in",
                                [
                                    "",
                                    "once",
                                    "continuous",
                                    "event",
                                    "yearly",
                                    "half_yearly",
                                    "quarterly",
                                    "monthly",
                                    "weekly",
                                ],
                            )
                        ),
                        name="task_known_cadence",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TaskDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="disclosures.plantask",
                        verbose_name="task",
                    ),
                ),
                ("duty_code", models.CharField(db_index=True, max_length=40, verbose_name="duty")),
            ],
            options={
                "verbose_name": "duty of a task",
                "verbose_name_plural": "duties of tasks",
                "ordering": ["task", "duty_code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "duty_code"), name="duty_once_per_task"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duty_code", ""), _negated=True),
                        name="task_duty_has_a_code",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ReminderDigest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed, will be tried again"),
                        ],
                        default="sending",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "address",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("attempts", models.PositiveIntegerField(default=1, verbose_name="attempts")),
                ("claimed_at", models.DateTimeField(verbose_name="begun at")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent at")),
                (
                    "error",
                    models.CharField(blank=True, max_length=500, verbose_name="why it failed"),
                ),
            ],
            options={
                "verbose_name": "digest of reminders",
                "verbose_name_plural": "digests of reminders",
                "ordering": ["-day", "unit"],
                "get_latest_by": "day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "day"), name="one_digest_per_unit_and_day"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SentReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="disclosures.reminderdigest",
                        verbose_name="digest",
                    ),
                ),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                ("item", models.CharField(max_length=300, verbose_name="thing to do")),
                ("step", models.CharField(max_length=40, verbose_name="step")),
                ("step_on", models.DateField(verbose_name="day of the step")),
                (
                    "escalated",
                    models.BooleanField(default=False, verbose_name="told to the leadership"),
                ),
            ],
            options={
                "verbose_name": "reminder sent",
                "verbose_name_plural": "reminders sent",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["step_on"], name="reminders_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "item", "step"), name="each_reminder_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_periods",
                        to="disclosures.plan",
                        verbose_name="plan",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="2026-Q1",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("^[12]\\d{3}(-Q[1-3])?$")
                        ],
                        verbose_name="period",
                    ),
                ),
                ("covers_from", models.DateField(verbose_name="figures from")),
                ("cut_off", models.DateField(verbose_name="figures until")),
                ("units_due", models.DateField(verbose_name="units answer by")),
                (
                    "office_due",
                    models.DateField(blank=True, null=True, verbose_name="the Office sends by"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("sent", "Sent")],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "reporting period",
                "verbose_name_plural": "reporting periods",
                "ordering": ["-units_due", "plan", "code"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "code"), name="report_period_once"),
                    models.CheckConstraint(
                        condition=models.Q(("covers_from__lte", models.F("cut_off"))),
                        name="report_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "sent"])),
                        name="report_period_known_state",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TaskAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="disclosures.reportperiod",
                        verbose_name="period",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="disclosures.plantask",
                        verbose_name="task",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Counts the rows from 1.", verbose_name="version"
                    ),
                ),
                ("is_draft", models.BooleanField(default=False, verbose_name="draft")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("under_way", "Under way"),
                            ("not_started", "Not started"),
                            ("nothing_arose", "Nothing arose"),
                        ],
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("result", models.TextField(blank=True, verbose_name="result")),
                ("difficulty", models.TextField(blank=True, verbose_name="difficulty")),
                ("proposal", models.TextField(blank=True, verbose_name="proposal")),
                (
                    "links",
                    models.JSONField(
                        default=list, help_text='[{"title", "url"}, …]', verbose_name="evidence"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="answered at"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a task",
                "verbose_name_plural": "answers to tasks",
                "ordering": ["period", "task", "unit", "number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "task", "unit", "number"), name="answer_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="answer_version_from_1"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["", "done", "under_way", "not_started", "nothing_arose"])
                        ),
                        name="answer_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_draft", True),
                            models.Q(("state", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="answer_given_has_a_state",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AnswerQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="disclosures.reportperiod",
                        verbose_name="period",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.plantask",
                        verbose_name="task",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="disclosures.taskanswer",
                        verbose_name="answer asked about",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="question")),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="asked at"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "question about an answer",
                "verbose_name_plural": "questions about answers",
                "ordering": ["pk"],
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ScienceTaskPage",
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
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("has_chosen_answers", models.BooleanField(default=False, editable=False)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("internal", "The office's own staff"),
                            ("on_request", "Whoever asks for it"),
                        ],
                        default="public",
                        help_text="What is for the office's own staff stands in a place of its own for who is signed in; of what is given on request the public sees the title and how to ask.",
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "change_note",
                    models.CharField(
                        blank=True,
                        help_text="Public, for a correction: what readers should know has changed.",
                        max_length=300,
                        verbose_name="what changed",
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(
                        default=False,
                        help_text="Spelling or layout only: it does not count as brought up to date.",
                        verbose_name="minor correction",
                    ),
                ),
                (
                    "withheld_original",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where parts were left out of what is public: the whole document. It is never public; only who may read withheld originals reads it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="withheld original",
                    ),
                ),
                (
                    "withheld_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("state_secret", "State secret (law on access to information)"),
                            ("business_secret", "Business secret (law on access to information)"),
                            (
                                "private_life",
                                "Private, personal or family secret (law on access to information)",
                            ),
                            ("denouncer", "Who denounced stays unknown (Law 25/2018, art. 40)"),
                            ("bank_secret", "Bank secret (Decree 43/2023, art. 48)"),
                            ("other_law", "Another law, named below"),
                        ],
                        max_length=20,
                        verbose_name="why parts are left out",
                    ),
                ),
                (
                    "withheld_note",
                    models.CharField(
                        blank=True,
                        help_text="Public: which parts, and by which law where the list above names none.",
                        max_length=300,
                        verbose_name="what is left out",
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "dated_on",
                    models.DateField(db_index=True, editable=False, null=True, verbose_name="date"),
                ),
                (
                    "subject_field",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="field"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="It names the task for good.",
                        max_length=60,
                        verbose_name="code of the task",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("called", "Called for"),
                            ("awarded", "Awarded"),
                            ("under_way", "Under way"),
                            ("result", "Result"),
                            ("stopped", "Stopped"),
                        ],
                        default="called",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(
                        blank=True,
                        help_text="The deadline counts from it.",
                        null=True,
                        verbose_name="list approved on",
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="decision on the list"
                    ),
                ),
                ("goals", models.TextField(blank=True, verbose_name="goals and content")),
                (
                    "how_to_take_part",
                    models.TextField(blank=True, verbose_name="conditions and how to take part"),
                ),
                (
                    "applications_until",
                    models.DateField(blank=True, null=True, verbose_name="applications until"),
                ),
                (
                    "lead_organisation",
                    models.CharField(blank=True, max_length=300, verbose_name="lead organisation"),
                ),
                (
                    "principal",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="principal investigator"
                    ),
                ),
                (
                    "awarded_on",
                    models.DateField(blank=True, null=True, verbose_name="decision signed on"),
                ),
                (
                    "award_number",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="decision on the award"
                    ),
                ),
                (
                    "budget",
                    models.BigIntegerField(
                        blank=True, null=True, verbose_name="money from the budget"
                    ),
                ),
                (
                    "other_money",
                    models.BigIntegerField(blank=True, null=True, verbose_name="other money"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="begins on")),
                (
                    "form_received_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="information form received on"
                    ),
                ),
                ("methods", models.TextField(blank=True, verbose_name="methods")),
                ("expected_results", models.TextField(blank=True, verbose_name="expected results")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "certificate_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="registration certificate of"
                    ),
                ),
                (
                    "certificate_number",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="number of the certificate"
                    ),
                ),
                (
                    "participants",
                    models.TextField(
                        blank=True, help_text="One name a line.", verbose_name="who took part"
                    ),
                ),
                ("results", models.TextField(blank=True, verbose_name="results in short")),
                (
                    "application",
                    models.TextField(blank=True, verbose_name="how the results are used"),
                ),
                (
                    "stopped_because",
                    models.TextField(blank=True, verbose_name="why it was stopped"),
                ),
            ],
            options={
                "verbose_name": "science and technology task",
                "verbose_name_plural": "science and technology tasks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["called", "awarded", "under_way", "result", "stopped"])
                        ),
                        name="science_task_known_stage",
                    ),
                    models.UniqueConstraint(
                        fields=("code",),
                        name="one_page_per_science_task",
                        violation_error_message="There is already a page for this task.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("starts_on__lte", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="science_task_days_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="ReportSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
                (
                    "office_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="How many working days after the units' deadline the Office sends the report on. The plan sets no date for it; empty: none.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(60)],
                        verbose_name="working days for the Office",
                    ),
                ),
                (
                    "superior",
                    models.CharField(
                        blank=True,
                        default="ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ",
                        max_length=200,
                        verbose_name="superior body",
                    ),
                ),
                (
                    "agency",
                    models.CharField(
                        default="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
                        max_length=200,
                        verbose_name="issuing agency",
                    ),
                ),
                (
                    "symbol",
                    models.CharField(default="BC-SKHCN", max_length=30, verbose_name="symbol"),
                ),
                (
                    "place",
                    models.CharField(default="Quảng Trị", max_length=100, verbose_name="place"),
                ),
                (
                    "addressees",
                    models.TextField(
                        blank=True,
                        default="Ủy ban nhân dân tỉnh Quảng Trị\nSở Nội vụ",
                        help_text="One in each line.",
                        verbose_name="addressed to",
                    ),
                ),
                (
                    "recipients",
                    models.TextField(
                        blank=True,
                        default="Như trên\nGiám đốc, các Phó Giám đốc Sở\nCác phòng, đơn vị thuộc Sở\nLưu: VT, VP",
                        help_text="One in each line; the last says where it is filed.",
                        verbose_name="recipients",
                    ),
                ),
                (
                    "signer_title",
                    models.CharField(
                        blank=True, default="GIÁM ĐỐC", max_length=200, verbose_name="signer's post"
                    ),
                ),
                ("signer", models.CharField(blank=True, max_length=200, verbose_name="signer")),
            ],
            options={
                "verbose_name": "progress reports",
                "verbose_name_plural": "progress reports",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ReportText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="text",
                        to="disclosures.reportperiod",
                        verbose_name="period",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Without the symbol; may stay empty until the clerk gives one.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9]\\d{0,4}[a-zA-Z]?$|^0[1-9]$", "Enter a number."
                            )
                        ],
                        verbose_name="number",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "grounds",
                    models.TextField(
                        blank=True, help_text="One in each line.", verbose_name="grounds"
                    ),
                ),
                ("opening", models.TextField(blank=True, verbose_name="opening")),
                ("assessment", models.TextField(blank=True, verbose_name="general assessment")),
                ("difficulties", models.TextField(blank=True, verbose_name="difficulties")),
                ("next_steps", models.TextField(blank=True, verbose_name="work ahead")),
                ("proposals", models.TextField(blank=True, verbose_name="proposals")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=200, verbose_name="signer's post"),
                ),
                ("signer", models.CharField(blank=True, max_length=200, verbose_name="signer")),
                (
                    "addressees",
                    models.TextField(
                        blank=True, help_text="One in each line.", verbose_name="addressed to"
                    ),
                ),
                (
                    "recipients",
                    models.TextField(
                        blank=True,
                        help_text="One in each line; the last says where it is filed.",
                        verbose_name="recipients",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a report",
                "verbose_name_plural": "texts of reports",
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ReportOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="disclosures.reportperiod",
                        verbose_name="period",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.plantask",
                        verbose_name="task",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="written at"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry worded by the Office",
                "verbose_name_plural": "entries worded by the Office",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="override_has_a_reason",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FrozenReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen",
                        to="disclosures.reportperiod",
                        verbose_name="period",
                    ),
                ),
                ("snapshot", models.TextField(verbose_name="content")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "frozen_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent at"),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "sent report",
                "verbose_name_plural": "sent reports",
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ReportCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="disclosures.frozenreport",
                        verbose_name="report",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.plantask",
                        verbose_name="task",
                    ),
                ),
                ("text", models.TextField(verbose_name="correction")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="recorded at"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction of a sent report",
                "verbose_name_plural": "corrections of sent reports",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="correction_says_what_and_why",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TaskChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="disclosures.plantask",
                        verbose_name="task",
                    ),
                ),
                ("before", models.JSONField(verbose_name="before")),
                ("after", models.JSONField(verbose_name="after")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "ground",
                    models.CharField(max_length=300, verbose_name="legal ground or document"),
                ),
                (
                    "proposed_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="proposed for the unit",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="proposed at"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a task",
                "verbose_name_plural": "changes of tasks",
                "ordering": ["-pk"],
                "permissions": [("decide_task_change", "Can decide on changes of tasks")],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("ground", ""), _negated=True),
                        ),
                        name="task_change_says_why",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TaskChangeDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="disclosures.taskchange",
                        verbose_name="change",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Taken back"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="decided at"
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on a change",
                "verbose_name_plural": "decisions on changes",
                "ordering": ["-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["approved", "refused", "withdrawn"])),
                        name="decision_known_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "refused"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_refusal_says_why",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
