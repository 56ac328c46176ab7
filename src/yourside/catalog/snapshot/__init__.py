"""Makes the trimmed schema snapshots. Run by hand when tables name new types or the clouds change theirs:

python -m yourside.catalog.snapshot [--terraform-schemas DIR]
"""
