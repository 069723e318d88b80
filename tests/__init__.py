"""The tests: one module for each of the generator's, the tiny project, the broken data and the golden pages."""
