"""``python -m netkit`` does what ``netkit`` does."""

import sys

from netkit.cli import run

if __name__ == "__main__":
    sys.exit(run())
