"""What leaves netkit for other programs: tables now, network formats beside them."""

from netkit.export.networks import ENDINGS, network_bytes, network_formats
from netkit.export.tables import formats, table_bytes, table_files

__all__ = [
    "ENDINGS",
    "formats",
    "network_bytes",
    "network_formats",
    "table_bytes",
    "table_files",
]
