"""The terminal: what a facilitator lives in during an event.

- ``app``: which screen is shown, what is under way, how every failure is told.
- ``live``: the event under way, one plain object that all widgets read.
- ``scribe``: lines on their way to the file, in order, none waited for.
- ``commands``: the one table of commands; ``gestures``: what the commands on the wall ask of the workshop.
- ``messages``: facts and requests between widgets.
- ``looks``: the colours; ``style.tcss``: the layout.
- ``screens``, ``widgets``: what is seen.
"""
