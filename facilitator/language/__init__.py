"""French: typography, plurals, lemmas, noun phrases."""
