import django.db.models.deletion
from django.db import migrations, models

from portal.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.CreateModel(
            name="OutboxEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page_id", models.PositiveBigIntegerField(verbose_name="page")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
            ],
            options={
                "verbose_name": "waiting for the search index",
                "verbose_name_plural": "waiting for the search index",
                "ordering": ["pk"],
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="HouseWords",
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
                        choices=[("synonym", "Synonym"), ("abbreviation", "Abbreviation")],
                        default="synonym",
                        max_length=20,
                        verbose_name="type of entry",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="At most six words. With accents it counts for accented typing only.",
                        max_length=80,
                        verbose_name="what people type",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        help_text="The words our pages use; at most eight.",
                        max_length=80,
                        verbose_name="what is meant",
                    ),
                ),
                (
                    "both_ways",
                    models.BooleanField(
                        default=False,
                        help_text="An abbreviation always counts both ways.",
                        verbose_name="the other way round as well",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
            ],
            options={
                "verbose_name": "synonym or abbreviation",
                "verbose_name_plural": "synonyms and abbreviations",
                "ordering": ["words", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("words", "means"), name="house_words_said_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="BestBet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="The whole of what is typed, with or without accents.",
                        max_length=80,
                        verbose_name="what people type",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="page",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
            ],
            options={
                "verbose_name": "best bet",
                "verbose_name_plural": "best bets",
                "ordering": ["words", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("words", "page"), name="best_bet_said_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ZeroResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(verbose_name="week from")),
                ("text", models.CharField(blank=True, max_length=80, verbose_name="searched for")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="times")),
                ("settled", models.BooleanField(default=False, verbose_name="dealt with")),
            ],
            options={
                "verbose_name": "search without result",
                "verbose_name_plural": "searches without result",
                "ordering": ["-week", "-count", "text"],
                "permissions": [
                    ("keep_search", "Can read searches without result and try search out")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("week", "text"), name="zero_result_once_a_week")
                ],
                "indexes": [],
            },
        ),
    ]
