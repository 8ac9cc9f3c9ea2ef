"""Projects of other programs: one module a kind, found by being there."""
