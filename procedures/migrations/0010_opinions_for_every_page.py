from django.db import migrations


def keep_as_opinions(apps, schema_editor):
    """What readers said of procedures becomes what they say of any page."""
    feedback = apps.get_model("procedures", "ProcedureFeedback")
    opinion = apps.get_model("portal", "PageOpinion")
    for row in feedback.objects.select_related("page__unit").iterator():
        opinion.objects.create(
            page_id=row.page_id,
            path="/" + row.page.url_path.strip("/").partition("/")[2] + "/",
            version_number=row.version_number,
            unit_code=row.page.unit.code if row.page.unit_id else "",
            usefulness=row.clarity,
            comment=row.comment,
            given_at=row.given_at,
        )


def put_back(apps, schema_editor):
    """What was said of procedures goes back to them."""
    feedback = apps.get_model("procedures", "ProcedureFeedback")
    opinion = apps.get_model("portal", "PageOpinion")
    procedures = apps.get_model("procedures", "ProcedurePage").objects.values("pk")
    rows = opinion.objects.filter(page_id__in=procedures)
    for row in rows.iterator():
        feedback.objects.create(
            page_id=row.page_id,
            version_number=row.version_number,
            clarity=row.usefulness,
            comment=row.comment,
            given_at=row.given_at,
        )
    rows.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0006_readers"),
        ("procedures", "0009_fee_amounts"),
    ]

    operations = [
        migrations.RunPython(keep_as_opinions, put_back),
        migrations.DeleteModel(name="ProcedureFeedback"),
    ]
