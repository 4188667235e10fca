// The course of events: for each side bars of its quad classes, cooperation up and conflict down; below, mean scores.
"use strict";

{
  const SIGNS = ["circle", "diamond", "triangle"];
  const LINES = ["solid", "dashed", "dotted"];
  const GAP = 44, BARS = 120, MEANS = 110;
  const topOf = (narrow) => (narrow ? 50 : 28); // the legend takes two lines of a telephone

  const heightOf = (sides, narrow) => topOf(narrow) + sides * (BARS + GAP) + MEANS + 34;

  function barsOf(data, look, words) {
    return data.sides.flatMap((side, place) => [0, 1, 2, 3].map((quad) => ({
      type: "bar", name: words.quads[quad], stack: `side${place}`, xAxisIndex: place, yAxisIndex: place, cursor: "pointer",
      barMaxWidth: 26, barCategoryGap: "18%", barMinHeight: 1,
      itemStyle: { color: look.quads[quad], ...(quad % 2 ? {} : { decal: hatch(look.panel) }) },
      emphasis: { itemStyle: { borderColor: look.ink, borderWidth: 1 } },
      data: side.quads.map((tally) => (tally[quad] ? (quad < 2 ? tally[quad] : -tally[quad]) : null)),
    })));
  }

  function meansOf(data, look, axis) {
    const most = Math.max(1, ...data.sides.flatMap((side) => side.quads.map((tally) => tally.reduce((a, b) => a + b, 0))));
    const colours = [look.ink, look.link, look.faint];
    return data.sides.map((side, place) => ({
      type: "line", name: side.title, xAxisIndex: axis, yAxisIndex: axis, symbol: SIGNS[place], connectNulls: false, cursor: "pointer",
      lineStyle: { type: LINES[place], width: 1.2, color: colours[place], opacity: 0.7 },
      itemStyle: { color: place ? look.panel : colours[place], borderColor: colours[place], borderWidth: 1.6 },
      data: side.means.map((mean, at) => {
        const n = (side.quads[at] || []).reduce((a, b) => a + b, 0);
        return { value: mean, symbolSize: mean === null ? 0 : 5 + 9 * Math.sqrt(n / most) };
      }),
    }));
  }

  function told(data, at, said) {
    const lines = [data.periods[at]];
    for (const side of data.sides) {
      const tally = side.quads[at];
      const n = tally ? tally.reduce((a, b) => a + b, 0) : 0;
      if (!n) continue;
      lines.push(`${plain(side.title)}: ${filled(data.words.mean_of, { mean: said.score(side.means[at]), n: said.n(n) })}`);
      tally.forEach((count, quad) => count && lines.push(`   ${said.n(count)} ${data.words.quads[quad]}`));
    }
    return lines.join("\n");
  }

  function axes(data, look, scale) {
    const axis = data.sides.length;
    const every = [...data.sides.keys(), axis];
    const label = { color: look.faint, fontSize: 12, fontFamily: look.font };
    const x = every.map((place) => ({
      type: "category", gridIndex: place, data: data.periods, axisTick: { show: false }, axisPointer: { label: { show: false } },
      axisLine: { onZero: true, lineStyle: { color: look.edge } }, axisLabel: { ...label, show: place === axis, hideOverlap: true },
      position: "bottom", ...(place === axis ? { axisLine: { onZero: false, lineStyle: { color: look.edge } } } : {}),
    }));
    const y = every.map((place) => ({
      type: "value", gridIndex: place, splitLine: { lineStyle: { color: look.line } },
      ...(place === axis ? { min: -10, max: 10, interval: 5 } : scale),
      axisLabel: { ...label, showMinLabel: true, formatter: (value) => numbers(data.lang)[place === axis ? "score" : "n"](place === axis ? value : Math.abs(value)).replace(/[.,]0$/, "") },
    }));
    return { x, y };
  }

  // All sides have the same scale, so that they can be compared; it ends in round numbers that no bar passes.
  function scaleOf(data) {
    const most = (first) => Math.max(0, ...data.sides.flatMap((side) => side.quads.map((tally) => tally[first] + tally[first + 1])));
    const [up, down] = [most(0), most(2)];
    const rough = Math.max(1, (up + down) / 4), ten = 10 ** Math.floor(Math.log10(rough));
    const interval = [1, 2, 5, 10].map((times) => times * ten).find((round) => round >= rough);
    return { min: -interval * Math.ceil(down / interval), max: interval * Math.ceil(up / interval), interval };
  }

  drawings.course = {
    begin(chart, data, node) {
      const lead = (at) => {
        if (data.periods[at]) location.href = `${data.href}&period=${data.periods[at]}#events`;
      };
      chart.getZr().on("click", (event) => {
        for (let place = 0; place <= data.sides.length; place += 1) {
          const point = [event.offsetX, event.offsetY];
          if (chart.containPixel({ gridIndex: place }, point)) lead(chart.convertFromPixel({ xAxisIndex: place }, event.offsetX));
        }
      });
      node.style.height = `${heightOf(data.sides.length, lookOf(node).narrow)}px`;
      chart.resize();
    },
    options(data, look) {
      const said = numbers(data.lang), count = data.sides.length, scale = scaleOf(data);
      const TOP = topOf(look.narrow), left = look.narrow ? 38 : 52;
      const grid = [...data.sides.map((_, place) => ({ left, right: 8, top: TOP + place * (BARS + GAP) + GAP - 8, height: BARS })),
        { left, right: 8, top: TOP + count * (BARS + GAP) + GAP - 8, height: MEANS - 20 }];
      const heading = (text, place) => ({ text: plain(text), left: 0, top: TOP + place * (BARS + GAP) + 6, textStyle: { color: look.ink, fontSize: 13, fontWeight: 600, fontFamily: look.font } });
      const { x, y } = axes(data, look, scale);
      return {
        textStyle: { fontFamily: look.font, color: look.ink },
        title: [...data.sides.map((side, place) => heading(side.title, place)), heading(data.words.mean, count)],
        legend: [{ top: 0, left: 0, itemWidth: 16, itemHeight: 10, itemGap: look.narrow ? 8 : 16, selectedMode: false, data: data.words.quads, textStyle: { color: look.ink, fontSize: look.narrow ? 11 : 12, fontFamily: look.font } },
          { top: TOP + count * (BARS + GAP) + 5, right: 0, itemWidth: 22, itemHeight: 8, selectedMode: false, data: data.sides.map((side) => side.title), textStyle: { color: look.faint, fontSize: 12, fontFamily: look.font, width: look.narrow ? 90 : 220, overflow: "truncate" } }],
        tooltip: tooltip(look, { trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: look.edge, opacity: 0.15 } }, formatter: (points) => told(data, points[0].dataIndex, said) }),
        axisPointer: { link: [{ xAxisIndex: "all" }] },
        grid, xAxis: x, yAxis: y,
        series: [...barsOf(data, look, data.words), ...meansOf(data, look, count)],
      };
    },
  };
}
