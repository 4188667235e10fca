// What the drawings share: their data, the colours of the page, and drawing anew when theme or width change.
// A drawing is <div data-chart="NAME" data-from="ID">: drawings[NAME](chart, data, look, node) gives its options, and
// ID is that of a JSON block. Names from reports only ever become text of SVG, never HTML.
"use strict";

const drawings = {};

function lookOf(node) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour("ink"), faint: colour("faint"), paper: colour("paper"), panel: colour("panel"),
    line: colour("line"), edge: colour("edge"), focus: colour("focus"), link: colour("link"),
    quads: [1, 2, 3, 4].map((quad) => colour(`quad${quad}`)),
    font: getComputedStyle(node).fontFamily,
    narrow: node.clientWidth < 560,
  };
}

// Hatched: words; full: deeds. A second cue beside the colour.
function hatch(colour) {
  return { symbol: "rect", color: colour, dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4, symbolSize: 1 };
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

function numbers(lang) {
  const whole = new Intl.NumberFormat(lang);
  const signed = new Intl.NumberFormat(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
  return { n: (value) => whole.format(value), score: (value) => signed.format(value).replace("-", "−") };
}

// The text of a tooltip is drawn, not parsed: braces would begin a style.
function plain(text) {
  return String(text).replaceAll("{", "(").replaceAll("}", ")").replaceAll("|", "/");
}

function tooltip(look, more) {
  return {
    renderMode: "richText", confine: true, transitionDuration: 0, backgroundColor: look.panel, borderColor: look.edge, borderWidth: 1,
    padding: [8, 10], textStyle: { color: look.ink, fontSize: 13, lineHeight: 20, fontFamily: look.font, width: 300, overflow: "break" },
    ...more,
  };
}

function begin(node) {
  const source = document.getElementById(node.dataset.from);
  if (!source || !drawings[node.dataset.chart]) return;
  const data = JSON.parse(source.textContent);
  const chart = echarts.init(node, null, { renderer: "svg" });
  const draw = () => chart.setOption({ animation: false, ...drawings[node.dataset.chart].options(data, lookOf(node), node) }, { notMerge: true });
  const ready = drawings[node.dataset.chart].begin;
  Promise.resolve(ready ? ready(chart, data, node, draw) : null).then(() => {
    draw();
    let width = node.clientWidth;
    new ResizeObserver(() => {
      if (node.clientWidth === width) return;
      width = node.clientWidth;
      chart.resize();
      draw();
    }).observe(node);
    new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  });
}

// On paper everything is light, whatever the screen is.
let theme = null;
addEventListener("beforeprint", () => {
  theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
});
addEventListener("afterprint", () => {
  document.documentElement.dataset.theme = theme;
});

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-chart]").forEach(begin));
