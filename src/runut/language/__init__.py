"""The analysis of Indonesian words and sentences: loading the trained pipeline, and verb affixes."""
