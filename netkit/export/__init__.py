"""What leaves netkit for other programs: tables now, network formats beside them."""

from netkit.export.tables import formats, table_bytes, table_files

__all__ = ["formats", "table_bytes", "table_files"]
