"use strict";
const words = new Map();
const fields = new Map();
const add = (index, id, node) => index.set(id, [...(index.get(id) ?? []), node]);
for (const node of document.querySelectorAll("[data-of]")) {
  for (const id of node.dataset.of.split(" ")) add(words, id, node);
}
for (const node of document.querySelectorAll("[data-for]")) add(fields, node.dataset.for, node);

let lit = [];
const darken = () => {
  for (const node of lit) node.classList.remove("lit");
  lit = [];
};
const light = (nodes) => {
  for (const node of nodes ?? []) {
    node.classList.add("lit");
    lit.push(node);
  }
};
const show = (target, scroll) => {
  darken();
  const field = target.closest("[data-for]");
  if (field) {
    const marked = words.get(field.dataset.for) ?? [];
    light([field, ...marked]);
    if (scroll && marked.length) marked[0].scrollIntoView({ block: "nearest" });
    return;
  }
  const word = target.closest("[data-of]");
  if (!word) return;
  const ids = word.dataset.of.split(" ");
  for (const id of ids) light(fields.get(id));
  for (const id of ids) {
    const card = document.querySelector(`[data-card="${id.replace(/-[a-z]+\d*$/, "")}"]`);
    if (card) light([card]);
  }
  light([word]);
};
// Scrolling moves words under a pointer that rests; only a pointer that moves asks for something.
let rests = "";
document.addEventListener("pointermove", (event) => {
  const at = `${event.clientX} ${event.clientY}`;
  if (at !== rests) show(event.target, false);
  rests = at;
});
document.addEventListener("focusin", (event) => show(event.target, true));
document.addEventListener("click", (event) => {
  show(event.target, true);
  if (event.target.closest("[data-of]") && lit.length) {
    const card = lit.find((node) => node.dataset.card);
    if (card) card.scrollIntoView({ block: "nearest" });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") darken();
});
