// The network: a dot for each actor, a line for each tie. A line leads to the two, a dot to the one.
"use strict";

{
  const LINES = { cooperation: "solid", conflict: "dashed", mixed: "dotted" };

  function told(data, item) {
    const said = numbers(data.lang);
    if (item.dataType === "node") return `${plain(item.data.title)}\n${filled(data.words.events, { n: said.n(item.data.n) })}`;
    const edge = item.data.edge, [from, to] = [edge.actor, edge.recipient].map((key) => plain(data.nodes.find((node) => node.key === key).label));
    const lines = [edge.together ? `${from} – ${to} (${data.words.together})` : `${from} → ${to}`, filled(data.words.mean_of, { mean: said.score(edge.mean), n: said.n(edge.n) })];
    edge.quads.forEach((count, quad) => count && lines.push(`   ${said.n(count)} ${data.words.quads[quad]}`));
    return lines.join("\n");
  }

  // Fruchterman and Reingold's springs in a frame, the same for the same ties; dots that are far apart leave each other alone,
  // so that pairs without a tie to the rest stay near. The frame is `shape` times as wide as high.
  function placed(data, shape) {
    const count = data.nodes.length, place = new Map(data.nodes.map((node, at) => [node.key, at]));
    const [wide, high] = [Math.sqrt(shape), 1 / Math.sqrt(shape)], far = 0.85 / Math.sqrt(count);
    const at = data.nodes.map((_, n) => { // sunflower seeds: no two in one spot, the strongest in the middle
      const radius = 0.5 * Math.sqrt((n + 0.5) / count), angle = n * 2.39996;
      return [wide * (0.5 + radius * Math.cos(angle)), high * (0.5 + radius * Math.sin(angle))];
    });
    const springs = data.edges.map((edge) => [place.get(edge.actor), place.get(edge.recipient)]);
    for (let step = 0; step < 400; step += 1) {
      const moves = at.map(([x, y]) => [(wide / 2 - x) * 0.3 * far, (high / 2 - y) * 0.3 * far]);
      const push = (one, other, strength) => {
        const dx = at[one][0] - at[other][0], dy = at[one][1] - at[other][1], distance = Math.max(0.005, Math.hypot(dx, dy));
        const force = strength(distance) / distance;
        moves[one][0] += dx * force; moves[one][1] += dy * force;
        moves[other][0] -= dx * force; moves[other][1] -= dy * force;
      };
      for (let one = 0; one < count; one += 1) for (let other = 0; other < one; other += 1) push(one, other, (d) => (d < 3 * far ? (far * far) / d : 0));
      for (const [one, other] of springs) push(one, other, (d) => (-0.35 * d * d) / far);
      const reach = 0.12 * (1 - step / 400);
      moves.forEach(([dx, dy], n) => {
        const length = Math.max(1e-6, Math.hypot(dx, dy)), share = Math.min(length, reach) / length;
        at[n] = [Math.min(wide, Math.max(0, at[n][0] + dx * share)), Math.min(high, Math.max(0, at[n][1] + dy * share))];
      });
    }
    return spread(at);
  }

  function spread(at) {
    const [xs, ys] = [0, 1].map((axis) => at.map((point) => point[axis]));
    const along = (value, all) => (Math.max(...all) - Math.min(...all) < 1e-9 ? 0.5 : (value - Math.min(...all)) / (Math.max(...all) - Math.min(...all)));
    return at.map(([x, y]) => [along(x, xs), along(y, ys)]);
  }

  let places = null;

  function nodesOf(data, look, node) {
    const most = Math.max(...data.nodes.map((one) => one.n));
    const margin = look.narrow ? 70 : 120; // names stand to the right of their dots
    const width = node.clientWidth - 24 - margin, height = node.clientHeight - 48;
    // laid out in a narrower frame and then drawn apart: names need the room beside their dots
    places = places || placed(data, width / height / 1.6);
    return data.nodes.map((one, n) => ({
      id: one.key, name: one.key, title: one.label, n: one.n, value: one.n, cursor: "pointer", x: places[n][0] * width, y: places[n][1] * height,
      symbolSize: 8 + (look.narrow ? 16 : 26) * Math.sqrt(one.n / most),
    }));
  }

  function edgesOf(data, look) {
    const most = Math.max(...data.edges.map((edge) => edge.n));
    const colours = { cooperation: look.quads[0], conflict: look.quads[3], mixed: look.faint };
    return data.edges.map((edge) => ({
      source: edge.actor, target: edge.recipient, value: edge.n, edge, cursor: "pointer",
      symbol: edge.together ? ["none", "none"] : ["none", "arrow"], symbolSize: 7 + 4 * Math.sqrt(edge.n / most),
      lineStyle: { color: colours[edge.tone], type: LINES[edge.tone], width: 1.2 + 5 * Math.sqrt(edge.n / most), curveness: edge.together ? 0 : 0.16, opacity: 0.78 },
    }));
  }

  drawings.network = {
    begin(chart, data) {
      chart.on("click", ({ dataType, data: clicked }) => {
        const query = new URLSearchParams(dataType === "edge" ? { a: clicked.edge.actor, b: clicked.edge.recipient } : { a: clicked.id });
        location.href = `${dataType === "edge" ? data.dyad : data.actor}${query}`;
      });
    },
    options(data, look, node) {
      return {
        tooltip: tooltip(look, { trigger: "item", formatter: (item) => told(data, item) }),
        series: [{
          type: "graph", layout: "none", data: nodesOf(data, look, node), links: edgesOf(data, look), roam: "move", draggable: true,
          left: 24, right: look.narrow ? 70 : 120, top: 24, bottom: 24,
          itemStyle: { color: look.panel, borderColor: look.ink, borderWidth: 1.6 }, labelLayout: { hideOverlap: true },
          label: { show: true, position: "right", distance: 4, color: look.ink, fontSize: 12, fontFamily: look.font, textBorderColor: look.paper, textBorderWidth: 2.5, width: 130, overflow: "truncate", formatter: ({ data: one }) => plain(one.title) },
          emphasis: { focus: "adjacency", label: { fontWeight: 600 } }, blur: { itemStyle: { opacity: 0.25 }, lineStyle: { opacity: 0.12 }, label: { opacity: 0.3 } },
        }],
      };
    },
  };
}
