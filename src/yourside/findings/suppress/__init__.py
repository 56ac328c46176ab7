"""Accepted findings: what somebody wrote in a source or in the configuration, and what became of it."""
