"""Reads live clouds into inventories, when the user asks for it by name. The only room that talks to a network."""
