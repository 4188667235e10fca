// The list of events of an exported site: searched and paged here, since there is no server to do it.
// Facts of all events come from index.js, their rows, as the viewer writes them, from rows-N.js when they are shown.
"use strict";
{
  const PAGE = 50;
  const CODE = /^[A-Z]{3}$/;
  const TICKED = ["type", "mode", "status", "certainty", "outlet", "context"];
  const WRITTEN = ["q", "who", "actor", "recipient", "source", "place", "since", "until", "confidence"];
  const told = document.currentScript.dataset;
  const base = document.currentScript.src.replace(/[^/]*$/, "");
  const form = document.getElementById("search");
  const order = document.getElementById("f-order");
  const found = document.getElementById("found");
  const chunks = new Map();
  let events = [];
  let page = 1;

  const named = (text, value) => ` ${text}`.toLowerCase().includes(` ${value.toLowerCase()}`);
  const party = (one, value) => named(one[0], value) || (CODE.test(value) && (one[1] === value || one[2].includes(value)));
  const later = (value) => `${value}${"-99".repeat(3 - value.split("-").length)}`; // behind the last day that value tells
  const tests = {
    q: (event, value) => value.toLowerCase().split(/\s+/).every((word) => ` ${event.words}`.includes(` ${word}`)),
    who: (event, value) => [...event.actors, ...event.recipients].some((one) => party(one, value)),
    actor: (event, value) => event.actors.some((one) => party(one, value)),
    recipient: (event, value) => event.recipients.some((one) => party(one, value)),
    source: (event, value) => event.sources.some((name) => named(name, value)),
    place: (event, value) => named(event.place, value) || (CODE.test(value) && event.country === value),
    since: (event, value) => event.day !== "" && event.day >= value,
    until: (event, value) => event.day !== "" && event.day <= later(value),
    confidence: (event, value) => event.confidence >= Number(value),
    context: (event, value) => event.contexts.includes(value),
  };
  for (const name of ["type", "mode", "status", "certainty", "outlet"]) tests[name] = (event, value) => event[name] === value;
  const orders = {
    newest: (a, b) => b.day.localeCompare(a.day),
    oldest: (a, b) => (a.day || "9999").localeCompare(b.day || "9999"),
    witnesses: (a, b) => b.witnesses - a.witnesses,
    conflict: (a, b) => a.score - b.score,
    cooperation: (a, b) => b.score - a.score,
  };

  const asked = () => {
    const wanted = new Map();
    for (const [name, value] of new FormData(form)) {
      if (!tests[name]) continue;
      const values = TICKED.includes(name) || name === "q" ? [value] : value.split(";");
      const kept = values.map((one) => one.trim()).filter(Boolean);
      if (kept.length) wanted.set(name, [...(wanted.get(name) ?? []), ...kept]);
    }
    return wanted;
  };
  const fits = (event, wanted, but) => {
    for (const [name, values] of wanted) if (name !== but && !values.some((value) => tests[name](event, value))) return false;
    return true;
  };

  const chunk = (number) => {
    if (!chunks.has(number)) {
      chunks.set(number, new Promise((resolve) => {
        const script = document.createElement("script");
        window.runutRows = window.runutRows ?? {};
        script.onload = () => resolve(window.runutRows[number]);
        script.src = `${base}rows-${number}.js`;
        document.head.append(script);
      }));
    }
    return chunks.get(number);
  };
  const link = (text, to, rel) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.dataset.rel = rel;
    button.addEventListener("click", () => {
      page = to;
      show().then(() => document.getElementById("count").scrollIntoView());
    });
    return button;
  };

  const count = (wanted) => {
    for (const name of TICKED) {
      const boxes = [...form.querySelectorAll(`input[name="${name}"]`)];
      if (!boxes.length) continue;
      const numbers = new Map();
      for (const event of events) {
        if (!fits(event, wanted, name)) continue;
        for (const value of name === "context" ? event.contexts : [event[name]]) numbers.set(value, (numbers.get(value) ?? 0) + 1);
      }
      for (const box of boxes) {
        const number = numbers.get(box.value) ?? 0;
        box.parentElement.querySelector(".n").textContent = number.toLocaleString(document.documentElement.lang);
        box.parentElement.classList.toggle("empty", number === 0 && !box.checked);
      }
    }
  };
  let latest = 0;
  const show = async () => {
    const turn = ++latest;
    found.ariaBusy = "true";
    const wanted = asked();
    const some = events.filter((event) => fits(event, wanted)).sort(orders[order?.value ?? "newest"]);
    count(wanted);
    const number = some.length.toLocaleString(document.documentElement.lang);
    document.getElementById("count").textContent = some.length === 1 ? told.one : told.other.replace("{n}", number);
    const shown = some.slice((page - 1) * PAGE, page * PAGE);
    const rows = await Promise.all(shown.map(async (event) => (await chunk(event.chunk))[event.row]));
    if (turn !== latest) return; // somebody typed on meanwhile
    const list = document.createElement("ol");
    list.className = "events";
    list.start = (page - 1) * PAGE + 1;
    list.innerHTML = rows.join(""); // the viewer's own markup, what reports say escaped in it
    found.replaceChildren(list);
    const last = Math.max(1, Math.ceil(some.length / PAGE));
    if (!some.length) {
      const nothing = document.createElement("p");
      nothing.className = "nothing";
      nothing.textContent = told.none;
      found.replaceChildren(nothing);
    }
    if (last > 1) {
      const pages = document.createElement("nav");
      pages.className = "pages";
      pages.ariaLabel = told.pages;
      const place = document.createElement("span");
      place.textContent = `${page} / ${last}`;
      if (page > 1) pages.append(link(`← ${told.previous}`, page - 1, "prev"));
      pages.append(place);
      if (page < last) pages.append(link(`${told.next} →`, page + 1, "next"));
      found.append(pages);
    }
    const query = new URLSearchParams([...wanted].flatMap(([name, values]) => values.map((value) => [name, value])));
    if (order && order.value !== "newest") query.set("order", order.value);
    found.ariaBusy = "false";
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
  };

  const fill = () => {
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (name === "order" && order) order.value = value;
      else if (TICKED.includes(name)) for (const box of form.querySelectorAll(`input[name="${name}"]`)) box.checked ||= box.value === value;
      else if (WRITTEN.includes(name)) {
        const field = form.elements[name];
        if (field) field.value = field.value ? `${field.value}; ${value}` : value;
      }
    }
  };
  window.runutIndex = (columns, facts) => {
    events = facts.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]])));
    const again = () => {
      page = 1;
      show();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      again();
    });
    form.addEventListener("input", again);
    order?.addEventListener("change", again);
    fill();
    show();
  };
}
