"""``python -m netkit`` does what ``netkit`` does."""

import sys

from netkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
