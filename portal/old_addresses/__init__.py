"""Addresses of the site that this portal took over from, and where each leads now."""
