"""The charts, up to the text that Graphviz reads: pure, like everything below.

`proving` says which relation of the act a line rests on, `trees` lays out bodies under bodies, `organisation`
with `columns`, `territorial` and `neighbourhood` compose the figures, `dot` writes a figure down as DOT.
"""
