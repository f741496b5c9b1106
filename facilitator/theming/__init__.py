"""Texts and vectors to named themes; no store, no screen, nothing but the texts."""
