"""One module per feature: each has a `router`, and is found by itself."""
