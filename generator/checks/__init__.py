"""Rules that the data and the hand-written pages must satisfy, one module per subject."""
