"""Yourside checks your side of the cloud's shared responsibility model before you deploy."""

__version__ = "0.1.0"
