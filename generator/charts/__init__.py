"""Charts as figures: boxes and lines, placed here or left to Graphviz, and the same as DOT.

Pure functions: no file is read and no process is started. `geometry` is the data model, `text_metrics`
measures labels, `evidence` names the relations that a line rests on, `tree_layout` lays out bodies under
bodies; `organisation` with `column_layout`, `region_map` and `neighbourhood` compose the figures, `dot`
writes a figure as DOT.
"""
