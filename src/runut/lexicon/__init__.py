"""Word knowledge: files that an Indonesian who does not program can read and extend, and their strict readers."""
