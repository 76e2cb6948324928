import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import portal.events
from portal.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("portal", "0001_user"),
        # Not needed, but first: every one of their many steps makes the classes of all tables there
        # are anew, and ours are the most.
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=700, unique=True, verbose_name="old address")),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="page",
                    ),
                ),
                ("target", models.CharField(blank=True, max_length=500, verbose_name="leads to")),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "ordering": ["key"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key__startswith", "/")),
                        name="old_address_begins_with_a_slash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("page__isnull", False), ("target", "")),
                            models.Q(
                                ("page__isnull", True),
                                ("target__startswith", "/"),
                                models.Q(("target__startswith", "//"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="old_address_leads_to_one_place_of_this_site",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "is_working",
                    models.BooleanField(
                        default=False,
                        help_text="Ticked: worked although a day off.",
                        verbose_name="working day",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        help_text="By which notice.", max_length=200, verbose_name="note"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="entered at"
                    ),
                ),
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
                "verbose_name": "day off or worked",
                "verbose_name_plural": "days off and worked",
                "ordering": ["-day", "-entered_at"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ConfirmedYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="confirmed at",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmed calendar year",
                "verbose_name_plural": "confirmed calendar years",
                "ordering": ["-year"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PublicationEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("corrected", "Corrected"),
                            ("withdrawn", "Withdrawn"),
                            ("taken_down", "Taken down"),
                            ("expired", "Publication period ended"),
                            ("event_registered", "Event registered"),
                            ("nil_returned", "Nothing to publish in the period"),
                            ("confirmed_current", "Confirmed still current"),
                            ("evidence_given", "Evidence of publication off the web"),
                            ("not_applicable", "Declared not applicable"),
                            ("extended", "Deadline extended"),
                            ("guard_overridden", "Guard overridden"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="happened on")),
                ("recorded_at", models.DateTimeField(db_index=True, verbose_name="recorded at")),
                ("page_id", models.BigIntegerField(db_index=True, null=True, verbose_name="page")),
                (
                    "page_kind",
                    models.CharField(blank=True, max_length=60, verbose_name="kind of page"),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("url_path", models.CharField(blank=True, max_length=500, verbose_name="address")),
                ("revision_id", models.BigIntegerField(null=True, verbose_name="revision")),
                (
                    "version",
                    models.PositiveIntegerField(
                        help_text="Counts a page's publications and corrections.",
                        null=True,
                        verbose_name="version",
                    ),
                ),
                (
                    "unit_code",
                    models.CharField(blank=True, db_index=True, max_length=40, verbose_name="unit"),
                ),
                (
                    "answers",
                    models.JSONField(
                        default=list,
                        help_text='[{"duty": code, "case": key}, …]',
                        verbose_name="duties answered",
                    ),
                ),
                (
                    "anchors",
                    models.JSONField(
                        default=dict,
                        help_text='{"signed_on": "2026-11-20", …}',
                        verbose_name="anchors",
                    ),
                ),
                (
                    "files",
                    models.JSONField(
                        default=list,
                        help_text='[{"id", "name", "sha256", "size"}, …]',
                        verbose_name="files",
                    ),
                ),
                (
                    "channel",
                    models.CharField(default="portal", max_length=40, verbose_name="channel"),
                ),
                ("covers_from", models.DateField(null=True, verbose_name="from")),
                ("covers_until", models.DateField(null=True, verbose_name="until")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="account")),
                ("actor_name", models.CharField(blank=True, max_length=200, verbose_name="by")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("details", models.JSONField(default=dict, verbose_name="details")),
            ],
            options={
                "verbose_name": "publication event",
                "verbose_name_plural": "publication events",
                "ordering": ["-id"],
                "permissions": [
                    ("withdraw_publication", "Can withdraw publications"),
                    ("take_down_publication", "Can take down leaked personal or secret data"),
                    ("override_guard", "Can override a guard with a reason"),
                    ("act_for_unit", "Can sign acts for their own unit"),
                    ("act_for_any_unit", "Can sign acts for any unit"),
                    ("view_register", "Can read the whole register"),
                    ("write_any_kind", "Can write every kind of page, for any unit"),
                    ("read_everything", "Can read every draft and every history"),
                    ("read_withheld", "Can read withheld originals"),
                    ("check_for_focal_unit", "Can record the secrecy check of the focal unit"),
                    ("import_plan", "Can import plans"),
                ],
                "get_latest_by": "id",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["page_id", "kind"], name="ledger_page_kind"),
                    models.Index(fields=["page_kind", "id"], name="ledger_kind_of_page"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "published",
                                    "corrected",
                                    "withdrawn",
                                    "taken_down",
                                    "expired",
                                    "event_registered",
                                    "nil_returned",
                                    "confirmed_current",
                                    "evidence_given",
                                    "not_applicable",
                                    "extended",
                                    "guard_overridden",
                                ],
                            )
                        ),
                        name="ledger_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    [
                                        portal.events.EventKind["CORRECTED"],
                                        portal.events.EventKind["EXPIRED"],
                                        portal.events.EventKind["PUBLISHED"],
                                        portal.events.EventKind["TAKEN_DOWN"],
                                        portal.events.EventKind["WITHDRAWN"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("page_id__isnull", False),
                            _connector="OR",
                        ),
                        name="ledger_page_events_name_a_page",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    ["withdrawn", "taken_down", "not_applicable", "extended"],
                                ),
                                _negated=True,
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ledger_reason_where_owed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("covers_from__isnull", True),
                            ("covers_until__isnull", True),
                            ("covers_from__lte", models.F("covers_until")),
                            _connector="OR",
                        ),
                        name="ledger_covers_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LimitedItem",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="wagtailcore.page",
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
                        max_length=20,
                        verbose_name="for whom",
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("search_text", models.CharField(editable=False, max_length=500)),
                ("unit_code", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                ("revision_id", models.BigIntegerField(verbose_name="revision")),
                ("event_id", models.BigIntegerField(verbose_name="ledger event")),
                ("published_on", models.DateField(verbose_name="published on")),
                ("expire_at", models.DateTimeField(null=True, verbose_name="ends")),
            ],
            options={
                "verbose_name": "item for a limited audience",
                "verbose_name_plural": "items for a limited audience",
                "ordering": ["-published_on", "-event_id"],
                "permissions": [("read_internal", "Can read what is for the office's own staff")],
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["audience", "-published_on", "-event_id"], name="limited_latest"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["internal", "on_request"])),
                        name="limited_item_known_audience",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page_id", models.BigIntegerField(db_index=True, verbose_name="page")),
                ("agency", models.CharField(max_length=200, verbose_name="issuing agency")),
                ("number", models.CharField(max_length=100, verbose_name="number as printed")),
                (
                    "normal",
                    models.CharField(db_index=True, max_length=100, verbose_name="normal form"),
                ),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="year")),
            ],
            options={
                "verbose_name": "document number",
                "verbose_name_plural": "document numbers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "normal", "year"),
                        name="document_number_once_per_agency_and_year",
                        violation_error_message="This number is already used in that year.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SecrecyCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page_id", models.BigIntegerField(db_index=True, verbose_name="page")),
                (
                    "fingerprint",
                    models.CharField(max_length=64, verbose_name="fingerprint of the content"),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("unit", "the unit that made it"), ("focal", "the focal unit")],
                        max_length=10,
                        verbose_name="checked for",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("clear", "Checked: nothing in it has to be withheld"),
                            ("redacted", "Checked: what has to be withheld was left out"),
                            ("withhold", "Must not be published like this"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("unit_code", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                ("actor_id", models.BigIntegerField(verbose_name="account")),
                ("actor_name", models.CharField(max_length=200, verbose_name="by")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
            ],
            options={
                "verbose_name": "secrecy check",
                "verbose_name_plural": "secrecy checks",
                "ordering": ["-pk"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["unit", "focal"])),
                        name="secrecy_check_known_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["clear", "redacted", "withhold"])),
                        name="secrecy_check_known_outcome",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leadership", "Leadership"),
                            ("division", "Division"),
                            ("inspectorate", "Inspectorate"),
                            ("public_service_unit", "Public service unit"),
                            ("section", "Section"),
                            ("elected_body", "Elected body"),
                            ("group", "Group of units"),
                        ],
                        default="division",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Every way plans and documents write this unit's name.",
                        verbose_name="other writings",
                    ),
                ),
                (
                    "kinds",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What an editor of this unit may draft; passes to the unit that succeeds it.",
                        verbose_name="kinds it may write",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="exists from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="exists until")),
                (
                    "succeeded_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The unit that the office named to take over what this one led.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="portal.unit",
                        verbose_name="succeeded by",
                    ),
                ),
                (
                    "is_example",
                    models.BooleanField(default=False, verbose_name="example, not a real unit"),
                ),
                ("sort_order", models.PositiveIntegerField(default=100, verbose_name="order")),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["sort_order", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="unit_validity_in_order",
                        violation_error_message="The unit ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("succeeded_by__isnull", True),
                            models.Q(("succeeded_by", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="unit_not_its_own_successor",
                        violation_error_message="A unit can't succeed itself.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="portal.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "unit"), name="one_membership_per_unit")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DutyAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duty_answers",
                        to="wagtailcore.page",
                    ),
                ),
                ("duty", models.CharField(max_length=40, verbose_name="duty")),
                (
                    "case",
                    models.CharField(blank=True, max_length=160, verbose_name="case or period"),
                ),
            ],
            options={
                "verbose_name": "duty answered",
                "verbose_name_plural": "duties answered",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "duty", "case"),
                        name="duty_answered_once_per_page",
                        violation_error_message="This duty is already named.",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PageOpinion",
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
                        help_text="Empty for what is no page of the tree, such as search.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="wagtailcore.page",
                        verbose_name="page",
                    ),
                ),
                ("path", models.CharField(db_index=True, max_length=500, verbose_name="address")),
                (
                    "version_number",
                    models.PositiveIntegerField(null=True, verbose_name="number of the version"),
                ),
                (
                    "unit_code",
                    models.CharField(blank=True, db_index=True, max_length=40, verbose_name="unit"),
                ),
                (
                    "usefulness",
                    models.CharField(
                        choices=[
                            ("yes", "Yes, I found what I need"),
                            ("partly", "Partly, something is unclear"),
                            ("no", "No, I did not find it"),
                        ],
                        max_length=10,
                        verbose_name="was it useful",
                    ),
                ),
                (
                    "comment",
                    models.TextField(blank=True, max_length=1000, verbose_name="what is unclear"),
                ),
                ("given_at", models.DateTimeField(db_index=True, verbose_name="given at")),
            ],
            options={
                "verbose_name": "reader's opinion",
                "verbose_name_plural": "readers' opinions",
                "ordering": ["-given_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("usefulness__in", ["yes", "partly", "no"])),
                        name="opinion_of_known_usefulness",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PageViews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(db_index=True, verbose_name="day")),
                ("path", models.CharField(max_length=500, verbose_name="address")),
                ("count", models.PositiveIntegerField(verbose_name="times opened")),
            ],
            options={
                "verbose_name": "times a page was opened",
                "verbose_name_plural": "times pages were opened",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("path", "day"), name="one_count_a_page_and_day")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ScheduleRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "job",
                    models.CharField(
                        default="publish_scheduled", max_length=40, verbose_name="job"
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
                ("published", models.PositiveIntegerField(default=0, verbose_name="published")),
                ("expired", models.PositiveIntegerField(default=0, verbose_name="expired")),
                ("sent", models.PositiveIntegerField(default=0, verbose_name="mails sent")),
                (
                    "failures",
                    models.JSONField(
                        default=list,
                        help_text="Per page or unit: which, title, reason.",
                        verbose_name="failures",
                    ),
                ),
            ],
            options={
                "verbose_name": "schedule run",
                "verbose_name_plural": "schedule runs",
                "ordering": ["-started_at"],
                "get_latest_by": "started_at",
                "indexes": [models.Index(fields=["job", "-started_at"], name="runs_of_a_job")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="PortalSettings",
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
                    "office_name",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the office"),
                ),
                (
                    "office_name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="name in English"),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "office_hours",
                    models.CharField(blank=True, max_length=200, verbose_name="office hours"),
                ),
                (
                    "focal_unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Gives information out on request and checks it before (Decree 13/2018).",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.unit",
                        verbose_name="focal unit for access to information",
                    ),
                ),
                (
                    "demonstration_made_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        help_text="Set by load_demo: this database holds demonstration content of that day.",
                        null=True,
                        verbose_name="demonstration made on",
                    ),
                ),
                (
                    "tracked_from",
                    models.DateField(
                        blank=True,
                        help_text="Before this day the register knows nothing and claims nothing. Who moves it later leaves what was said until then as it was.",
                        null=True,
                        verbose_name="duties are tracked from",
                    ),
                ),
                (
                    "missing_answer_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Working days; a rule of the house.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="days to answer “is something missing?”",
                    ),
                ),
            ],
            options={
                "verbose_name": "portal settings",
                "verbose_name_plural": "portal settings",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="TrackingMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "site_settings",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tracking_moves",
                        to="portal.portalsettings",
                        verbose_name="portal settings",
                    ),
                ),
                ("before", models.DateField(verbose_name="tracked from, until then")),
                ("after", models.DateField(null=True, verbose_name="tracked from, since then")),
                (
                    "moved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="moved at"
                    ),
                ),
            ],
            options={
                "verbose_name": "move of the start of tracking",
                "verbose_name_plural": "moves of the start of tracking",
                "ordering": ("moved_at", "pk"),
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Substitution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approver",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substitutions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="substitute",
                    ),
                ),
                ("from_day", models.DateField(verbose_name="from")),
                (
                    "until_day",
                    models.DateField(help_text="This day included.", verbose_name="until"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="By which assignment, for example.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "substitute of an approver",
                "verbose_name_plural": "substitutes of approvers",
                "ordering": ["-from_day", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_day__lte", models.F("until_day"))),
                        name="substitution_days_in_order",
                        violation_error_message="It ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approver", models.F("substitute")), _negated=True),
                        name="substitution_by_somebody_else",
                        violation_error_message="Nobody stands in for themselves.",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="KindWorkflow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, unique=True, verbose_name="kind")),
                (
                    "workflow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.workflow",
                        verbose_name="workflow of the kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval of a kind",
                "verbose_name_plural": "approval by kind",
                "ordering": ["kind"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="SecondPersonApprovalTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval by a second person",
                "verbose_name_plural": "approvals by a second person",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.task",),
        ),
    ]
