"""``python -m facilitator`` and the ``facilitator`` command."""

from facilitator.cli import main

if __name__ == "__main__":
    main()
