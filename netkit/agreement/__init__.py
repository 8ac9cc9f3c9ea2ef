"""Two codings of one source: how far they agree, and where they do not.

For the researcher alone: what is compared names respondents.
"""

from netkit.agreement.agreeing import Agreement, agree
from netkit.agreement.coding import read_coding
from netkit.agreement.telling import told

__all__ = ["Agreement", "agree", "read_coding", "told"]
