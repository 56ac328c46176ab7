"""One resource graph from all dialects: lowering, folding, defaults, edges, views."""
