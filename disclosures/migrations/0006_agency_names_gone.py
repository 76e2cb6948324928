"""The name of the agency is the row's."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0005_issuers_from_names")]

    operations = [migrations.RemoveField("inspectionconclusionpage", "agency")]
