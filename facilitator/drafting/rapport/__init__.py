"""The rapport de diagnostic and its summary (domaine.md § 4.8): chapters computed from a ``Study``.

``report`` fills the outlines in and writes; ``chapters`` says which there are; ``sentences``, ``tables``,
``pictures``, ``voices`` and ``answers`` make what a chapter holds; ``method``, ``afom``, ``enjeux`` and
``annexes`` the others. Nothing is told that the study does not hold, and no cause is ever given.
"""
