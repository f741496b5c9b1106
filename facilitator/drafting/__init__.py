"""Evidence to livrables: slides, and the Markdown of the text documents."""
