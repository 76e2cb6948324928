"""The front page, plain content pages, and the page on access to information."""

from home.models.access import AccessForm, AccessOfficer, AccessPage
from home.models.pages import ContentPage, Errand, HomePage

__all__ = ["AccessForm", "AccessOfficer", "AccessPage", "ContentPage", "Errand", "HomePage"]
