"""Tie lists of millions of rows: read and added up by an embedded engine, kept as columns."""
