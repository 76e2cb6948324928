"""Accounts: invitation, password reset, throttling, and who may change whose account."""
