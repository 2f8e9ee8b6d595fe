/** One row of figures of a chart, a value for each day. */
export interface ChartSeries {
  readonly name: string;
  readonly kind: 'bar' | 'line';
  /** A name of tokens.css, e.g. "--accent". */
  readonly colour: string;
  readonly values: readonly number[];
}

interface Drawing {
  readonly days: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly words: (value: number) => string;
  /** The present value of a token: a canvas knows neither var() nor light-dark(). */
  readonly colourOf: (token: string) => string;
}

/** A chart over days in the colours of the theme. Its tooltip is drawn too, never markup. */
export function chartOption({ days, series, words, colourOf }: Drawing) {
  const text = { color: colourOf('--ink-muted'), fontFamily: 'Inter, sans-serif', fontSize: 12 };
  return {
    animation: false,
    textStyle: text,
    grid: {
      left: 8,
      right: 12,
      top: series.length > 1 ? 40 : 12,
      bottom: 4,
      outerBoundsMode: 'same',
    },
    legend: {
      show: series.length > 1,
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 8,
      textStyle: text,
      selectedMode: false,
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colourOf('--surface-raised'),
      borderColor: colourOf('--line-strong'),
      textStyle: { ...text, color: colourOf('--ink') },
      valueFormatter: (value: unknown) => words(Number(value)),
    },
    xAxis: {
      type: 'category',
      data: [...days],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colourOf('--line-strong') } },
      axisLabel: { ...text, hideOverlap: true, margin: 12 },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colourOf('--line') } },
      axisLabel: { ...text, formatter: words },
    },
    series: series.map(({ name, kind, colour, values }) => ({
      name,
      type: kind,
      data: [...values],
      color: colourOf(colour),
      barMaxWidth: 14,
      barGap: '10%',
      showSymbol: false,
      lineStyle: { width: 2 },
      itemStyle: { borderRadius: [3, 3, 0, 0] },
    })),
  };
}
