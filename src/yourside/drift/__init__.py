"""What is declared against what is deployed: two graphs, joined by identity and compared by verdict."""
