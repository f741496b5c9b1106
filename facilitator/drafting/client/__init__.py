"""A client's own .pptx as template: read, matched, its free room carved, colours mended."""
