"""Text to located trees. This room gives no meaning to what it reads."""
