"""What each command does: small functions on the desk, by subject.

- ``capture``: what is typed and corrected; ``wall``: themes; ``looking``: finding and seeing otherwise;
  ``documents``: livrables and files; ``project``: the projet social; ``moving``: screens, help, leaving.
"""
