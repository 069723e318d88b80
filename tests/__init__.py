"""The tests: a module for each of the generator's, the tiny project, broken data, golden pages."""

import os
import sys

# Hundreds of tests start Python, and each process imports the tests: they would be compiled each time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
