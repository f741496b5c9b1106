"""An offline facilitation assistant for French workshops (démarches CTG)."""

__version__ = "0.1.0"
