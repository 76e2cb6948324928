"""The disclosures app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class DisclosuresConfig(AppConfig):
    """The kinds of disclosure, the duties to disclose, plans and their tasks."""

    name = "disclosures"
    verbose_name = _("Disclosures")

    def ready(self) -> None:
        from disclosures import (
            announced,
            answers,
            exposure_guard,
            ledger,
            ledger_doctor,
            names_guard,
            organisations,
            panels,
            receipts,
            reception_days,
            recommendations,
            site,
        )
        from disclosures.catalogue import loading
        from disclosures.demo import (
            board_loader,
            change_loader,
            item_loader,
            loader,
            plan_loader,
            report_loader,
        )
        from disclosures.document_drafts import document_kinds
        from disclosures.feeds import health as feed_health
        from disclosures.feeds import views as feed_views
        from disclosures.kinds import register_kinds
        from disclosures.law import bases
        from disclosures.missing import work as missing_work
        from disclosures.models import PlanImport, sent_reports, task_changes
        from disclosures.models.legal_documents import legal_pages_changing
        from disclosures.reminders import health
        from disclosures.reporting import doctor as report_doctor
        from disclosures.reporting import periods
        from disclosures.reporting import work as report_work
        from disclosures.work_sources import work_sources
        from portal import ledger_guard, registry
        from portal.signals import ledger_written, list_announced

        register_kinds()
        for table, prefix in {**sent_reports.GUARDED, **task_changes.GUARDED}.items():
            ledger_guard.also(table, prefix)
        registry.answer_choices.register(answers.choices_of)
        registry.purges.register(receipts.forget_titles)
        registry.receipt_lines.register(receipts.lines_of)
        registry.channel_duties.register(answers.asking_for)
        registry.document_kinds.register(document_kinds)
        registry.guards.register(answers.guard)
        registry.guards.register(exposure_guard.guard)
        ledger_written.connect(recommendations.register_recommendations)
        list_announced.connect(announced.register_list)
        registry.guards.register(names_guard.guard)
        registry.changing_by_date.register(legal_pages_changing)
        registry.language_links.register(organisations.english_pages)
        registry.home_panels.register(panels.home)
        registry.home_panels.register(reception_days.home_panel)
        registry.admin_panels.register(panels.my_work)
        registry.admin_panels.register(feed_views.waiting_panel)
        registry.heartbeats.register(health.of_reminders, order=20)
        registry.doctor_checks.register(health.reminders_are_sent, order=60)
        registry.doctor_checks.register(health.units_can_be_reminded, order=61)
        registry.heartbeats.register(feed_health.of_feeds, order=30)
        registry.heartbeat_questions.register(feed_health.sources_in_use)
        registry.doctor_checks.register(feed_health.feeds_are_read, order=63)
        registry.doctor_checks.register(report_doctor.sent_reports_are_intact, order=62)
        registry.timer_steps.register(ledger.keep_for_new_processes)
        registry.doctor_checks.register(ledger_doctor.answered_duties_are_known, order=63)
        work_sources.register(missing_work.notices)
        registry.site_steps.register(loading.ensure_catalogue, order=25)
        registry.site_steps.register(bases.ensure_legal_bases, order=26)
        registry.site_steps.register(site.ensure_issuers, order=28)
        registry.site_steps.register(site.ensure_lists, order=30)
        registry.demo_steps.register(loader.load_units, order=10)
        registry.demo_steps.register(plan_loader.load_plan, order=35)
        registry.demo_steps.register(change_loader.load_changes, order=38)
        registry.demo_steps.register(loader.load_conclusions, order=40)
        registry.demo_steps.register(item_loader.load_items, order=45)
        registry.demo_steps.register(loader.load_acts, order=50)
        registry.demo_steps.register(loader.load_lists, order=52)
        registry.demo_steps.register(report_loader.load_reports, order=60)
        registry.demo_steps.register(board_loader.load_board, order=70)
        work_sources.register(report_work.items)
        post_save.connect(periods.after_import, sender=PlanImport)
