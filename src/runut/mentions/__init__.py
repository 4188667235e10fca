"""What a report mentions: times, places, entities and quotations."""
