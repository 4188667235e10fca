"""What a report mentions: times, places, entities and quotations; and what in it is no part of it."""
