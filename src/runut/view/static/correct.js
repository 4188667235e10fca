// A name that was written into one form of corrections is written into all of them.
"use strict";
document.addEventListener("change", ({ target }) => {
  if (target.name !== "by") return;
  for (const field of document.querySelectorAll('input[name="by"]')) field.value = target.value;
});
