"""The language server: what is wrong while it is written, in the buffers of an editor."""
