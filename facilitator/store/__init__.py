"""Everything kept: one SQLite file a démarche; the only SQL of the program."""
