"""Language semantics only: located trees to native resources. Frontends know nothing of each other or of rules."""
