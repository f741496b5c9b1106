"""The survey of the population: its questionnaire, its paper and web forms, the answers read back."""
