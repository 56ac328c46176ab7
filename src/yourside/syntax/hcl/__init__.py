"""HCL: text to a typed expression tree with a character span on every name and value."""
