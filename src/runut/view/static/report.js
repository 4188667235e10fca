"use strict";
// Words (data-of) and the fields that they gave (data-for) light each other up. Ids are on both, parted by spaces.
{
  const ids = (value) => (value ? value.split(" ") : []);
  const words = new Map();
  const fields = new Map();
  const add = (index, id, node) => {
    if (!index.has(id)) index.set(id, []);
    index.get(id).push(node);
  };
  for (const node of document.querySelectorAll("[data-of]")) for (const id of ids(node.dataset.of)) add(words, id, node);
  for (const node of document.querySelectorAll("[data-for]")) for (const id of ids(node.dataset.for)) add(fields, id, node);
  const OF_EVENT = /-v\d+-(?!evidence)/; // a sentence belongs to its event, but pointing at it means the words in it
  const told = document.querySelector("[data-told]");
  const text = document.querySelector(".text");

  let lit = [];
  const light = (nodes) => {
    for (const node of nodes ?? []) {
      if (node.classList.contains("lit")) continue;
      node.classList.add("lit");
      lit.push(node);
    }
  };
  const darken = () => {
    for (const node of lit) node.classList.remove("lit");
    lit = [];
  };
  const cardOf = (id) => document.querySelector(`[data-card="${id.replace(/-[a-z]+\d*$/, "")}"]`);
  const inView = (node) => {
    const box = node.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  };
  const bring = (node) => {
    if (node && !inView(node)) node.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  const wide = () => matchMedia("(min-width: 60rem)").matches;

  const lightField = (field, asked) => {
    const found = ids(field.dataset.for).flatMap((id) => words.get(id) ?? []);
    light([field, ...found]);
    const there = found.filter((node) => text?.contains(node));
    // On a narrow screen the text is far away, and the sentence in the card has the words too.
    const near = !wide() && found.some((node) => field.closest("[data-card]")?.contains(node));
    if (asked && there.length && !near) bring(there[0]);
    if (asked && told) told.textContent = there.length ? told.dataset.told.replace("…", there.map((node) => node.textContent).join(" ")) : "";
  };
  const lightWords = (word, asked) => {
    light([word]);
    for (const id of ids(word.dataset.of)) {
      if (OF_EVENT.test(id)) light(words.get(id));
      for (const field of fields.get(id) ?? []) {
        light([field]);
        if (asked) field.closest("details")?.setAttribute("open", "");
      }
      const card = OF_EVENT.test(id) ? cardOf(id) : null;
      if (card) light([card]);
    }
    if (asked) bring(lit.find((node) => node.dataset.card && !node.contains(word)));
  };
  const show = (target, asked) => {
    darken();
    const field = target.closest?.("[data-for]");
    const word = target.closest?.("[data-of]");
    if (field) lightField(field, asked);
    else if (word) lightWords(word, asked);
  };

  // Scrolling moves words under a pointer that rests; only a pointer that moves asks for something.
  let rests = "";
  document.addEventListener("pointermove", (event) => {
    const at = `${event.clientX} ${event.clientY}`;
    if (at !== rests && event.pointerType !== "touch") show(event.target, false);
    rests = at;
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) show(event.target, true);
  });
  document.addEventListener("click", (event) => show(event.target, true));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") darken();
  });
}
