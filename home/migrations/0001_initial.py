import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models

from portal.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
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
                    "search_hint",
                    models.CharField(
                        blank=True,
                        help_text="Shown under the search box, parted by |.",
                        max_length=200,
                        verbose_name="example searches",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
                "verbose_name_plural": "home pages",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Errand",
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
                        related_name="errands",
                        to="home.homepage",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="what people want to do")),
                (
                    "text",
                    models.CharField(blank=True, max_length=160, verbose_name="what they find"),
                ),
                (
                    "link",
                    models.CharField(
                        help_text="Within this site, beginning with /.",
                        max_length=300,
                        verbose_name="address",
                    ),
                ),
            ],
            options={
                "verbose_name": "errand",
                "verbose_name_plural": "errands",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ContentPage",
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
                ("body", wagtail.fields.RichTextField(verbose_name="text")),
            ],
            options={
                "verbose_name": "content page",
                "verbose_name_plural": "content pages",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="AccessPage",
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
                    "how_to_ask",
                    wagtail.fields.RichTextField(
                        help_text="In which ways a request reaches the office and what it has to say.",
                        verbose_name="how to ask",
                    ),
                ),
                ("costs", wagtail.fields.RichTextField(blank=True, verbose_name="what it costs")),
                (
                    "time_limits",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="By the law in force now; check it when the law changes.",
                        verbose_name="how long it takes",
                    ),
                ),
                (
                    "offers_sheets",
                    models.BooleanField(
                        default=True,
                        help_text="Word files with what the law asks a request to say. Untick it once the official forms of the decree are below.",
                        verbose_name="offer the portal's own request sheets",
                    ),
                ),
            ],
            options={
                "verbose_name": "page on access to information",
                "verbose_name_plural": "pages on access to information",
                "indexes": [],
                "constraints": [],
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="AccessOfficer",
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
                        related_name="officers",
                        to="home.accesspage",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("post", models.CharField(blank=True, max_length=160, verbose_name="post")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("place", models.CharField(blank=True, max_length=300, verbose_name="place")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="hours")),
            ],
            options={
                "verbose_name": "officer who gives information out",
                "verbose_name_plural": "officers who give information out",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AccessForm",
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
                        related_name="forms",
                        to="home.accesspage",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.officialfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "form to ask with",
                "verbose_name_plural": "forms to ask with",
                "ordering": ["sort_order"],
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
