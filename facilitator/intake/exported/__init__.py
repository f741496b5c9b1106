"""Our own exports, read back without loss: what they are called, and how each is read.

- ``columns``: the sheets and columns of xlsx and csv, which the export writes and this reads.
- ``keys``: the French keys of json.
- ``reading``: which file is one of ours, and all that it holds.
- ``tables``: rows to contributions; ``themes``: rows to walls; ``events``: the sheet of the events.
- ``demarche``: the sheets of étapes and figures; ``values``: days, moments and numbers in cells.
- ``unreadable``: cells that hold something else than their column does.
- ``noncharacters``: what xlsx alone would lose.
- ``whole``: json to the démarche.
"""
