"""Speed side by side with what a user would otherwise write, and intervals beside the truth.

NumPy works in one thread here: on a busy machine a second one is waited for more than it helps,
and what is compared works in one thread too.
"""

import os

THREADS = "OPENBLAS_NUM_THREADS"
os.environ[THREADS] = "1"
