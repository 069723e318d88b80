"""Tests of the package `timeline`."""
