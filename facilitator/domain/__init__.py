"""The trade's objects and rules: frozen dataclasses, standard library only."""
