"""Rules that the data and the hand-written pages must satisfy."""
