"""What facilitators bring: tables and texts read into rows, and a démarche's description into objects.

- ``source``: a file's bytes, their digest, and its cells whatever the format.
- ``encoding``, ``delimited``, ``workbook``: the formats, each into one grid of cells (``grid``).
- ``layout``, ``cells``: where the rows begin, and what a single cell says.
- ``columns``: which row is the header, and which column holds what.
- ``contributions``: rows of contributions, and the rows that could not be taken.
- ``tables``: a table kept whole, for a command that only adds columns.
- ``description``: the TOML file that describes a démarche and its events.
- ``formulas``: cells that a spreadsheet would execute, made harmless on the way out.
- ``slug``: the name of a folder or an event, made from a title.
"""
