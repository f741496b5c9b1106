"""Communes and intercommunalités, indicators computed from public files, and the rules that keep them honest."""
