"""The kinds of disclosure."""

import datetime

import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models

import disclosures.models.issuers
import disclosures.models.items
import disclosures.receptions


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0009_former_rows"),
        ("documents", "0003_incoming"),
        ("portal", "0003_limited_audiences_and_roles"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assets",
                        to="disclosures.assetpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "asset",
                "verbose_name_plural": "assets",
                "ordering": ["sort_order"],
                "abstract": False,
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.items.validate_period],
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="disclosures.budgetpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of the budget",
                "verbose_name_plural": "lines of the budget",
                "ordering": ["sort_order"],
                "abstract": False,
            },
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
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="unit in charge",
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
            },
            bases=("wagtailcore.page", models.Model),
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
            ],
            options={
                "verbose_name": "dialogue with businesses",
                "verbose_name_plural": "dialogues with businesses",
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="disclosures.dialoguepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "question of a dialogue",
                "verbose_name_plural": "questions of a dialogue",
                "ordering": ["sort_order"],
                "abstract": False,
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
            },
            bases=("wagtailcore.page",),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="disclosures.legaldocumentpage",
                    ),
                ),
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
            },
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
            },
            bases=("wagtailcore.page",),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.items.validate_period],
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
            },
            bases=("wagtailcore.page", models.Model),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.items.validate_period],
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
            },
            bases=("wagtailcore.page", models.Model),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
            },
            bases=("wagtailcore.page", models.Model),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
            ],
            options={
                "verbose_name": "ISO 9001 statement",
                "verbose_name_plural": "ISO 9001 statements",
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="disclosures.receptionpage",
                    ),
                ),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
                ("name", models.CharField(max_length=200, verbose_name="post")),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="unit")),
                ("count", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                ("requirements", models.TextField(blank=True, verbose_name="requirements")),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="disclosures.recruitmentpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "post to fill",
                "verbose_name_plural": "posts to fill",
                "ordering": ["sort_order"],
                "abstract": False,
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recurring",
                        to="disclosures.receptionpage",
                    ),
                ),
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
            },
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
            },
            bases=("wagtailcore.page", models.Model),
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
            },
            bases=("wagtailcore.page", models.Model),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                ("as_of", models.DateField(null=True, verbose_name="as of")),
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
            ],
            options={
                "verbose_name": "staffing",
                "verbose_name_plural": "staffing",
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="disclosures.staffingpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "posts of a unit",
                "verbose_name_plural": "posts of units",
                "ordering": ["sort_order"],
                "abstract": False,
            },
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
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
            },
            bases=("wagtailcore.page", models.Model),
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
                        validators=[disclosures.models.items.validate_period],
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
                ("name", models.CharField(max_length=300, verbose_name="what was asked")),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=2, max_digits=5, verbose_name="satisfied, per cent"
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="disclosures.surveypage",
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
            },
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.items.validate_period],
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
            },
            bases=("wagtailcore.page", models.Model),
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
                ("signer", models.CharField(max_length=100, verbose_name="signer")),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=100, verbose_name="signer's post"),
                ),
                (
                    "period",
                    models.CharField(
                        db_index=True,
                        help_text="2026 (a year), 2026-Q3 (a quarter), 2026-H1 (half a year), 2026-9M (from January on), 2026-10 (a month).",
                        max_length=10,
                        validators=[disclosures.models.items.validate_period],
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
            },
            bases=("wagtailcore.page",),
        ),
    ]
