"""The agency written on a conclusion becomes a row of issuing agencies, and back; its day of
signing the day it is sorted by."""

from typing import Any

from django.db import migrations
from django.db.models import F


def rows_from_names(apps: Any, schema_editor: Any) -> None:
    Issuer = apps.get_model("disclosures", "Issuer")
    Conclusion = apps.get_model("disclosures", "InspectionConclusionPage")
    Conclusion.objects.update(dated_on=F("signed_on"))
    names = Conclusion.objects.exclude(agency="").values_list("agency", flat=True).distinct()
    for name in names:
        issuer = Issuer.objects.get_or_create(name=name, defaults={"level": "department"})[0]
        Conclusion.objects.filter(agency=name).update(issuer=issuer)


def names_from_rows(apps: Any, schema_editor: Any) -> None:
    Conclusion = apps.get_model("disclosures", "InspectionConclusionPage")
    for issuer in apps.get_model("disclosures", "Issuer").objects.all():
        Conclusion.objects.filter(issuer=issuer).update(agency=issuer.name)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0004_one_base_for_kinds")]

    operations = [migrations.RunPython(rows_from_names, names_from_rows)]
