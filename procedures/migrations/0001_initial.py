import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import procedures.models.imports
import procedures.models.lists
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
            name="AnnouncingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=100, verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "in_force_from",
                    models.DateField(
                        help_text="All its procedures change on this day.",
                        verbose_name="in force from",
                    ),
                ),
                ("agency", models.CharField(blank=True, max_length=300, verbose_name="issued by")),
                ("title", models.TextField(blank=True, verbose_name="about")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="signed file",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("submitted", "Waiting for approval"),
                            ("carried_out", "Carried out"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "announcing decision",
                "verbose_name_plural": "announcing decisions",
                "ordering": ["-signed_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number", "signed_on"),
                        name="announcing_decision_once",
                        violation_error_message="This decision is already entered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "carried_out"])),
                        name="decision_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("submitted_by__isnull", False), _connector="OR"
                        ),
                        name="decision_submitted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "carried_out"), _negated=True),
                            ("decided_by__isnull", False),
                            _connector="OR",
                        ),
                        name="decision_carried_out_by_somebody",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DecisionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="procedures.announcingdecision",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="national code")),
                (
                    "action",
                    models.CharField(
                        choices=[("add", "New"), ("amend", "Amended"), ("repeal", "Repealed")],
                        max_length=10,
                        verbose_name="what it does",
                    ),
                ),
                ("title", models.TextField(blank=True, verbose_name="name in the list")),
                (
                    "replaced_by",
                    procedures.models.lists.CodeListField(
                        blank=True, max_length=500, verbose_name="replaced by"
                    ),
                ),
                ("sort_order", models.PositiveSmallIntegerField(default=0)),
                ("revision_id", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "procedure of a decision",
                "verbose_name_plural": "procedures of decisions",
                "ordering": ["sort_order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "code"), name="procedure_once_per_decision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["add", "amend", "repeal"])),
                        name="decision_known_action",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FeeIndexPage",
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
                "verbose_name": "table of fees",
                "verbose_name_plural": "tables of fees",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="FeePage",
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
                    "fee_type",
                    models.CharField(
                        choices=[("fee", "Fee (phí)"), ("charge", "Charge (lệ phí)")],
                        default="fee",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("payer", models.TextField(blank=True, verbose_name="who pays")),
                (
                    "payment",
                    models.TextField(
                        blank=True,
                        help_text="When, where, in cash or by transfer.",
                        verbose_name="how it is paid",
                    ),
                ),
                ("collected_by", models.TextField(blank=True, verbose_name="collected by")),
                (
                    "no_reduction",
                    models.BooleanField(
                        default=False, verbose_name="there is no exemption or reduction"
                    ),
                ),
                ("basis", models.TextField(blank=True, verbose_name="document that sets it")),
                (
                    "basis_number",
                    models.CharField(blank=True, max_length=100, verbose_name="document number"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("amounts", models.JSONField(default=dict, editable=False)),
            ],
            options={
                "verbose_name": "fee or charge",
                "verbose_name_plural": "fees and charges",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fee_type__in", ["fee", "charge"])),
                        name="fee_of_a_known_type",
                    )
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="FeeRate",
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
                        related_name="rates",
                        to="procedures.feepage",
                    ),
                ),
                (
                    "what",
                    models.TextField(
                        blank=True, help_text="Empty: for all of it.", verbose_name="for what"
                    ),
                ),
                (
                    "amount",
                    models.BigIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount in đồng",
                    ),
                ),
                (
                    "formula",
                    models.TextField(
                        blank=True, help_text="In words.", verbose_name="or how it is reckoned"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=200, verbose_name="per")),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="last day in force"),
                ),
            ],
            options={
                "verbose_name": "amount of a fee",
                "verbose_name_plural": "amounts of fees",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", False),
                            models.Q(("formula", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rate_has_an_amount_or_a_formula",
                        violation_error_message="Enter an amount, or how the fee is reckoned.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True), ("amount__gte", 0), _connector="OR"
                        ),
                        name="rate_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="rate_ends_after_it_begins",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FeeReduction",
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
                        related_name="reductions",
                        to="procedures.feepage",
                    ),
                ),
                ("text", models.TextField(verbose_name="for whom, and when")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="100: exempt. Empty when it isn't a share of the amount.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percent off",
                    ),
                ),
                (
                    "for_everybody",
                    models.BooleanField(
                        default=False,
                        help_text="Lowers what everybody pays while it holds.",
                        verbose_name="for everybody",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="last day in force"),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
            ],
            options={
                "verbose_name": "exemption or reduction",
                "verbose_name_plural": "exemptions and reductions",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent__isnull", True), ("percent__lte", 100), _connector="OR"
                        ),
                        name="reduction_at_most_all",
                        violation_error_message="At most 100 percent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("for_everybody", False), ("percent__isnull", False), _connector="OR"
                        ),
                        name="reduction_for_everybody_has_a_percentage",
                        violation_error_message="A reduction for everybody has its percentage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="reduction_ends_after_it_begins",
                        violation_error_message="The last day lies before the first.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureField",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
            ],
            options={
                "verbose_name": "field",
                "verbose_name_plural": "fields",
                "ordering": ["name"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureImport",
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
                        related_name="procedure_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        storage=procedures.models.imports.ImportFiles(),
                        upload_to=procedures.models.imports.waiting_name,
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="file")),
                ("mapping", models.TextField(blank=True, verbose_name="columns")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="portal.unit",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Being read"),
                            ("checked", "Read, nothing written yet"),
                            ("writing", "Being written"),
                            ("done", "Written"),
                            ("refused", "Refused"),
                        ],
                        default="checking",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("report", models.JSONField(default=dict)),
                ("refusal", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "import of procedures",
                "verbose_name_plural": "imports of procedures",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["checking", "checked", "writing", "done", "refused"])
                        ),
                        name="procedure_import_known_state",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureIndexPage",
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
                "verbose_name": "list of procedures",
                "verbose_name_plural": "lists of procedures",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                ("title", models.CharField(max_length=100, verbose_name="what people want to do")),
                (
                    "text",
                    models.CharField(blank=True, max_length=200, verbose_name="what they find"),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("citizen", "Life event"),
                            ("business", "Business event"),
                            ("both", "Life and business event"),
                        ],
                        default="both",
                        max_length=10,
                        verbose_name="whose need",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="Parted by commas. Every procedure with one of them in its name belongs to this need, those of later imports too.",
                        verbose_name="words in the name",
                    ),
                ),
                ("is_shown", models.BooleanField(default=True, verbose_name="shown to readers")),
                ("sort_order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "fields",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="needs",
                        to="procedures.procedurefield",
                        verbose_name="whole fields",
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["sort_order", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["citizen", "business", "both"])),
                        name="need_of_a_known_audience",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="NeedProcedure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "need",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="procedures",
                        to="procedures.need",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="procedures.procedurepage",
                        verbose_name="procedure",
                    ),
                ),
            ],
            options={
                "verbose_name": "procedure of a need",
                "verbose_name_plural": "procedures of needs",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("need", "page"),
                        name="procedure_once_per_need",
                        violation_error_message="This procedure is already named.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="procedures.procedurepage",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("content", "In force"), ("repeal", "Repealed")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(max_length=100, verbose_name="announced by decision"),
                ),
                ("decision_signed_on", models.DateField(verbose_name="signed on")),
                ("in_force_from", models.DateField(verbose_name="in force from")),
                ("content", models.JSONField(verbose_name="content")),
                ("sha256", models.CharField(max_length=64)),
                ("event_id", models.BigIntegerField(unique=True, verbose_name="ledger event")),
                ("number", models.PositiveIntegerField(verbose_name="number of the version")),
            ],
            options={
                "verbose_name": "version of a procedure",
                "verbose_name_plural": "versions of procedures",
                "ordering": ["-in_force_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["content", "repeal"])),
                        name="procedure_version_known_kind",
                    ),
                    models.UniqueConstraint(
                        fields=("page", "number"), name="procedure_version_number_once"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="StatedFee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="procedures.procedureversion",
                    ),
                ),
                ("name", models.TextField(verbose_name="fee")),
                ("amount", models.BigIntegerField(null=True, verbose_name="amount in đồng")),
                ("formula", models.TextField(verbose_name="how it is reckoned")),
                ("unit", models.CharField(max_length=200, verbose_name="per")),
                ("basis", models.TextField(verbose_name="basis")),
                ("key", models.CharField(db_index=True, max_length=255, verbose_name="fee")),
            ],
            options={
                "verbose_name": "fee of a version",
                "verbose_name_plural": "fees of versions",
                "ordering": ["version_id", "pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedurePage",
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
                    "code",
                    models.CharField(
                        help_text="As in the national database, for example 2.002380.",
                        max_length=40,
                        verbose_name="national code",
                    ),
                ),
                (
                    "code_printed",
                    models.CharField(
                        blank=True,
                        help_text="With its local suffix, for example 2.002380.000.00.00.H45.",
                        max_length=60,
                        verbose_name="code as printed",
                    ),
                ),
                (
                    "full_title",
                    models.TextField(
                        blank=True,
                        help_text="When the name is longer than 255 characters; shown instead of the short one.",
                        verbose_name="full name",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedurefield",
                        verbose_name="field",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Province"),
                            ("commune", "Commune"),
                            ("central", "Ministry"),
                        ],
                        default="province",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "further_levels",
                    procedures.models.lists.ChoiceListField(
                        blank=True,
                        default="",
                        max_length=60,
                        verbose_name="other levels that handle it too",
                    ),
                ),
                (
                    "mechanism",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("one_stop", "One-stop"),
                            ("inter_agency", "Inter-agency one-stop"),
                        ],
                        max_length=20,
                        verbose_name="one-stop mechanism",
                    ),
                ),
                (
                    "linked_agencies",
                    models.TextField(
                        blank=True,
                        help_text="For an inter-agency one-stop.",
                        verbose_name="with which agencies",
                    ),
                ),
                ("for_citizens", models.BooleanField(default=True, verbose_name="for citizens")),
                (
                    "for_businesses",
                    models.BooleanField(
                        default=False, verbose_name="for businesses and organisations"
                    ),
                ),
                (
                    "online_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not stated"),
                            ("full", "Entirely online"),
                            ("partial", "Partly online"),
                            ("information", "Information only"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="online",
                    ),
                ),
                (
                    "partial_reason",
                    models.TextField(blank=True, verbose_name="why only partly online"),
                ),
                (
                    "online_printed",
                    models.CharField(
                        blank=True,
                        help_text="“Mức độ 4”, say: these words changed their meaning twice.",
                        max_length=100,
                        verbose_name="online level as printed",
                    ),
                ),
                (
                    "proactive_level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4")],
                        help_text="Levels 1 to 4 of NĐ 224/2026 art. 16: not how far it can be done online.",
                        null=True,
                        verbose_name="level of proactive service",
                    ),
                ),
                (
                    "national_link",
                    models.URLField(
                        blank=True,
                        help_text="Left empty, it follows from the national code.",
                        max_length=500,
                        verbose_name="address on the National Service Portal",
                    ),
                ),
                (
                    "keywords",
                    models.CharField(
                        blank=True,
                        help_text="How people call it, parted by commas; used by search.",
                        max_length=500,
                        verbose_name="everyday words",
                    ),
                ),
                ("time_limit", models.TextField(blank=True, verbose_name="time limit")),
                (
                    "time_amount",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="time"),
                ),
                (
                    "time_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working days"),
                            ("day", "days"),
                            ("hour", "hours"),
                            ("month", "months"),
                        ],
                        max_length=20,
                        verbose_name="counted in",
                    ),
                ),
                ("subjects", models.TextField(blank=True, verbose_name="who may apply")),
                ("agency_deciding", models.TextField(blank=True, verbose_name="deciding agency")),
                (
                    "agency_authorised",
                    models.TextField(blank=True, verbose_name="agency authorised to decide"),
                ),
                ("agency_receiving", models.TextField(blank=True, verbose_name="where to file")),
                (
                    "agencies_coordinating",
                    models.TextField(blank=True, verbose_name="co-ordinating agencies"),
                ),
                (
                    "dossier_sets",
                    models.PositiveSmallIntegerField(default=1, verbose_name="number of sets"),
                ),
                ("result", models.TextField(blank=True, verbose_name="result")),
                (
                    "conditions",
                    models.TextField(blank=True, verbose_name="requirements and conditions"),
                ),
                ("fee_note", models.TextField(blank=True, verbose_name="note on fees")),
                (
                    "without",
                    procedures.models.lists.ChoiceListField(
                        blank=True,
                        default="",
                        help_text="Said to readers, and counted as complete.",
                        max_length=60,
                        verbose_name="what it does not have",
                    ),
                ),
                (
                    "related_codes",
                    procedures.models.lists.CodeListField(
                        blank=True,
                        help_text="National codes, parted by commas.",
                        max_length=500,
                        verbose_name="related procedures",
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="announced by decision"
                    ),
                ),
                (
                    "decision_signed_on",
                    models.DateField(blank=True, null=True, verbose_name="decision signed on"),
                ),
                (
                    "in_force_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "is_repealed",
                    models.BooleanField(
                        default=False,
                        help_text="The page then says by which decision the procedure ended and shows its parts no more.",
                        verbose_name="this decision repeals the procedure",
                    ),
                ),
                (
                    "replaced_by",
                    procedures.models.lists.CodeListField(
                        blank=True,
                        help_text="National codes, parted by commas.",
                        max_length=500,
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "completeness",
                    models.PositiveSmallIntegerField(
                        default=0,
                        editable=False,
                        help_text="In hundredths.",
                        verbose_name="completeness",
                    ),
                ),
            ],
            options={
                "verbose_name": "administrative procedure",
                "verbose_name_plural": "administrative procedures",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code",),
                        name="one_page_per_procedure_code",
                        violation_error_message="There is already a page for this code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["province", "commune", "central"])),
                        name="procedure_known_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("online_level__in", ["", "full", "partial", "information"])
                        ),
                        name="procedure_known_online_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mechanism__in", ["", "one_stop", "inter_agency"])),
                        name="procedure_known_mechanism",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proactive_level__isnull", True),
                            ("proactive_level__range", (1, 4)),
                            _connector="OR",
                        ),
                        name="procedure_known_proactive_level",
                    ),
                ],
                "indexes": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ProcedureStep",
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
                        related_name="steps",
                        to="procedures.procedurepage",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="step")),
                ("text", models.TextField(verbose_name="what happens")),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureFilingWay",
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
                        related_name="filing_ways",
                        to="procedures.procedurepage",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "Online"),
                            ("in_person", "In person"),
                            ("post", "By post"),
                        ],
                        max_length=20,
                        verbose_name="way",
                    ),
                ),
                ("amount", models.PositiveIntegerField(blank=True, null=True, verbose_name="time")),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working_day", "working days"),
                            ("day", "days"),
                            ("hour", "hours"),
                            ("month", "months"),
                        ],
                        max_length=20,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "time",
                    models.TextField(
                        blank=True,
                        help_text="The words that the number was read from.",
                        verbose_name="time as printed",
                    ),
                ),
                ("condition", models.TextField(blank=True, verbose_name="condition or note")),
                (
                    "fee_amount",
                    models.BigIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="fee in đồng",
                    ),
                ),
                ("fee", models.TextField(blank=True, verbose_name="fee in words")),
            ],
            options={
                "verbose_name": "way of filing",
                "verbose_name_plural": "ways of filing",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True),
                            models.Q(("unit", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="filing_time_has_a_unit",
                        violation_error_message="Say what the time is counted in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fee_amount__isnull", True), ("fee_amount__gte", 0), _connector="OR"
                        ),
                        name="filing_fee_not_negative",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureDossierCase",
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
                        related_name="dossier_cases",
                        to="procedures.procedurepage",
                    ),
                ),
                ("name", models.CharField(max_length=1000, verbose_name="case of the dossier")),
                (
                    "sets",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: as for the others.",
                        null=True,
                        verbose_name="number of sets",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "case of the dossier",
                "verbose_name_plural": "cases of the dossier",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureDossierLine",
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
                        related_name="dossier_lines",
                        to="procedures.procedurepage",
                    ),
                ),
                (
                    "case",
                    models.CharField(
                        blank=True,
                        help_text="Empty: always needed.",
                        max_length=1000,
                        verbose_name="only in the case of",
                    ),
                ),
                ("name", models.TextField(verbose_name="paper")),
                (
                    "originals",
                    models.PositiveSmallIntegerField(default=1, verbose_name="originals"),
                ),
                ("copies", models.PositiveSmallIntegerField(default=0, verbose_name="copies")),
                ("form", models.CharField(blank=True, max_length=500, verbose_name="form")),
                (
                    "form_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="form file",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "paper of the dossier",
                "verbose_name_plural": "papers of the dossier",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureFee",
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
                        related_name="fees",
                        to="procedures.procedurepage",
                    ),
                ),
                (
                    "fee_page",
                    models.ForeignKey(
                        blank=True,
                        help_text="All its amounts are then shown as they stand; leave the rest empty.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.feepage",
                        verbose_name="fee of the register",
                    ),
                ),
                ("name", models.TextField(blank=True, verbose_name="fee")),
                (
                    "amount",
                    models.BigIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount in đồng",
                    ),
                ),
                (
                    "formula",
                    models.TextField(
                        blank=True, help_text="In words.", verbose_name="or how it is reckoned"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=200, verbose_name="per")),
                ("payer", models.TextField(blank=True, verbose_name="who pays")),
                ("payment", models.TextField(blank=True, verbose_name="how it is paid")),
                (
                    "exemption",
                    models.TextField(blank=True, verbose_name="exemptions and reductions"),
                ),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                (
                    "printed",
                    models.TextField(
                        blank=True,
                        help_text="The words that the amount was read from.",
                        verbose_name="fee as printed",
                    ),
                ),
            ],
            options={
                "verbose_name": "fee",
                "verbose_name_plural": "fees",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", False),
                            models.Q(("formula", ""), _negated=True),
                            ("fee_page__isnull", False),
                            _connector="OR",
                        ),
                        name="fee_has_an_amount_or_a_formula",
                        violation_error_message="Enter an amount, or how the fee is reckoned.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            ("fee_page__isnull", False),
                            _connector="OR",
                        ),
                        name="fee_has_a_name",
                        violation_error_message="Name the fee, or choose one of the register.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True), ("amount__gte", 0), _connector="OR"
                        ),
                        name="fee_not_negative",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureLegalBasis",
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
                        related_name="legal_bases",
                        to="procedures.procedurepage",
                    ),
                ),
                ("text", models.TextField(verbose_name="legal basis")),
                (
                    "number",
                    models.CharField(blank=True, max_length=100, verbose_name="document number"),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
            ],
            options={
                "verbose_name": "legal basis",
                "verbose_name_plural": "legal bases",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="review")),
                (
                    "ground",
                    models.TextField(
                        blank=True,
                        help_text="The plan or document that asks for it.",
                        verbose_name="ground",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "review of procedures",
                "verbose_name_plural": "reviews of procedures",
                "ordering": ["-begins_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                        name="review_ends_after_it_begins",
                        violation_error_message="The last day lies before the first.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="procedures.procedurereview",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="procedures.procedurepage",
                        verbose_name="procedure",
                    ),
                ),
                (
                    "proposal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Keep as it is"),
                            ("amend", "Amend, simplify"),
                            ("replace", "Replace"),
                            ("repeal", "Repeal"),
                        ],
                        max_length=10,
                        verbose_name="proposal",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("passed_on", "Passed on to the authority that decides"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("outcome_note", models.TextField(blank=True, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "procedure under review",
                "verbose_name_plural": "procedures under review",
                "ordering": ["page__title", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "page"), name="procedure_once_per_review"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposal__in", ["", "keep", "amend", "replace", "repeal"])
                        ),
                        name="review_known_proposal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["", "accepted", "declined", "passed_on"])
                        ),
                        name="review_known_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            models.Q(("proposal", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="outcome_of_a_proposal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""), ("decided_by__isnull", False), _connector="OR"
                        ),
                        name="outcome_decided_by_somebody",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProcedureSynchronisation",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="synchronisation",
                        serialize=False,
                        to="procedures.procedurepage",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="synchronised at")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "synchronisation of a procedure",
                "verbose_name_plural": "synchronisations of procedures",
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
