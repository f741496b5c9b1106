"""The screens: each composes its widgets and routes what they tell."""
