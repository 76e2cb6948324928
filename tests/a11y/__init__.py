"""Sample data for every component and page template, and the gallery made of it."""
