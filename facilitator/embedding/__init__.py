"""Text to vectors: one protocol, the embedded model, and any sentence-transformers model."""
