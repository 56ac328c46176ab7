"""The rule language and its evaluation: rules and a graph in, verdicts out."""
