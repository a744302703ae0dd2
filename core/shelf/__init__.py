"""The shelf: finished scenes that ship with the studio, and the writer that fills them in."""
