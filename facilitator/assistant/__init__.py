"""Finds, answers with counted facts and exact quotations, and observes what the facilitator should know."""
