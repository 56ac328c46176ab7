"""From verdicts to what is reported: findings, fingerprints, the report."""
