"""The tests: a module for each of the generator's, the tiny project, broken data, golden pages."""

import os
import sys

# Hundreds of tests start Python, and each process reads the tests: without compiled modules they compile them anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
