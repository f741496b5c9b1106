"""What may identify somebody, found before anything leaves, and replaced as a human decided.

- ``finding``: a passage that may identify, and its kinds.
- ``people``: names of people, by rules; ``sentence``, ``tokens`` and ``lexicon`` are what these know.
- ``contacts``: telephone, e-mail, postal addresses; ``situations``: health and family matters, posts.
- ``reading``: one text read for all of them; a model's entities (``language.entities``) complete the rules.
- ``suggesting``: the quality to put in their place; ``redaction``: the text as it may leave.
- ``labels``: titles, publics, tables, themes, next steps, which leave as well.
- ``echoes``: names decided in one place, sought in all others.
- ``review``: all findings of a démarche with what was decided of them.
"""
