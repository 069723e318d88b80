"""The tests: a module for each of the generator's, the tiny project, broken data, golden pages."""
