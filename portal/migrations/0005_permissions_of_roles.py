"""Roles that an office has already get what is new in this release and belongs to them; new roles are
made after migrating (`portal.roles`). What the office took away from a role stays away."""

from django.db import migrations

NEW = {
    "Biên tập viên": ["write_any_kind", "read_internal"],
    "Người duyệt": ["read_internal", "check_for_focal_unit"],
    "Văn phòng": ["read_internal", "check_for_focal_unit"],
    "Lãnh đạo": [
        "read_internal",
        "read_withheld",
        "check_for_focal_unit",
        "take_down_publication",
    ],
    "Kiểm tra, giám sát": ["read_everything", "read_internal", "read_withheld"],
    "Quản trị hệ thống": ["write_any_kind", "read_internal"],
}
MODEL_OF = {"read_internal": "limiteditem"}


def give(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for name, codenames in NEW.items():
        group = Group.objects.filter(name=name).first()
        if group is None:
            continue
        for codename in codenames:
            kind, _new = ContentType.objects.get_or_create(
                app_label="portal", model=MODEL_OF.get(codename, "publicationevent")
            )
            permission, _new = Permission.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": codename}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_secrecy_checks"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
