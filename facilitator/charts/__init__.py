"""Pictures of numbers: maps that stay legible in grey and on paper."""
