"""The act as addressed provisions: eIds, look-ups, links inside its text, the proof against its source."""
