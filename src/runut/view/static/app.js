// What the pages need beside htmx. Everything works without it.
