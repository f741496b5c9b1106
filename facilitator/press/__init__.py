"""Markdown to documents: the only caller of pandoc."""
