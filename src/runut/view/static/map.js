// The map: a bubble for each place, its area by the count of events. A click leads to the events of the place.
"use strict";

{
  const VIEWS = { indonesia: [[94.5, 8], [141.5, -12]], world: [[-168, 76], [188, -56]] };
  let view = null, zoom = 1, centre = null;

  // Outlines that cross the date line go on beyond it, instead of back across the whole map. Antarctica is left out.
  function unrolled(outline) {
    const ring = (points) => {
      let turn = 0;
      return points.map(([lon, lat], at) => {
        const before = at ? points[at - 1][0] : lon;
        if (Math.abs(lon - before) > 180) turn += lon < before ? 360 : -360;
        return [lon + turn, lat];
      });
    };
    const features = outline.features.filter(({ id }) => id !== "010").map((feature) => {
      const { type, coordinates } = feature.geometry;
      return { ...feature, geometry: { type, coordinates: type === "Polygon" ? coordinates.map(ring) : coordinates.map((part) => part.map(ring)) } };
    });
    return { ...outline, features };
  }

  function bubbles(data, look) {
    const most = Math.max(...data.points.map((point) => point.n));
    const biggest = look.narrow ? 38 : 54;
    return data.points.map((point) => ({
      name: point.name, value: [point.lon, point.lat, point.n], point,
      symbolSize: Math.max(look.narrow ? 4 : 6, biggest * Math.sqrt(point.n / most)),
      itemStyle: {
        color: point.whole ? "transparent" : look.link, opacity: point.whole ? 1 : 0.62,
        borderColor: point.key === data.chosen ? look.focus : point.whole ? look.link : look.panel,
        borderWidth: point.key === data.chosen ? 4 : point.whole ? 1.6 : 1,
      },
    }));
  }

  function told(data, point) {
    const said = numbers(data.lang);
    const lines = [plain(point.name), filled(data.words.mean_of, { mean: said.score(point.mean), n: said.n(point.n) })];
    point.quads.forEach((count, quad) => count && lines.push(`   ${said.n(count)} ${data.words.quads[quad]}`));
    return lines.join("\n");
  }

  function buttons(chart, data, node, draw) {
    const group = node.closest("figure").querySelector(".map-views");
    const mark = () => group.querySelectorAll("[data-view]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.view === view)));
    group.hidden = false;
    group.addEventListener("click", ({ target }) => {
      if (target.dataset.view) [view, zoom, centre] = [target.dataset.view, 1, null];
      if (target.dataset.zoom) zoom = Math.min(24, Math.max(1, zoom * Number(target.dataset.zoom)));
      mark();
      draw();
    });
    mark();
  }

  drawings.map = {
    async begin(chart, data, node, draw) {
      view = data.home ? "indonesia" : "world";
      const answer = await fetch(node.dataset.outline);
      echarts.registerMap("outline", unrolled(await answer.json()));
      buttons(chart, data, node, draw);
      chart.on("georoam", () => { centre = chart.getOption().geo[0].center; });
      chart.on("click", ({ data: clicked }) => {
        if (clicked && clicked.point) location.href = `${data.href}&at=${encodeURIComponent(clicked.point.key)}#events`;
      });
    },
    options(data, look) {
      const fewest = look.narrow ? 12 : 24;
      const named = new Set(data.points.slice(0, fewest).map((point) => point.key));
      return {
        tooltip: tooltip(look, { trigger: "item", formatter: ({ data: hit }) => (hit && hit.point ? told(data, hit.point) : "") }),
        geo: {
          map: "outline", roam: "move", aspectScale: 1, boundingCoords: VIEWS[view], zoom, center: centre || undefined, silent: true,
          left: 0, right: 0, top: 0, bottom: 0, itemStyle: { areaColor: look.panel, borderColor: look.edge, borderWidth: 0.6 },
        },
        series: [{
          type: "scatter", coordinateSystem: "geo", data: bubbles(data, look), cursor: "pointer", clip: true,
          emphasis: { scale: 1.1, itemStyle: { opacity: 0.9 } }, labelLayout: { hideOverlap: true },
          label: { show: true, opacity: 1, position: "right", distance: 3, color: look.ink, fontSize: 11.5, fontFamily: look.font, textBorderColor: look.panel, textBorderWidth: 2.5, formatter: ({ data: one }) => (named.has(one.point.key) ? plain(one.point.name) : "") },
        }],
      };
    },
  };
}
