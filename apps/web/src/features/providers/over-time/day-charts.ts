import type { SyncDay } from '../../../shared/api/schemas.js';
import type { ChartSeries } from './chart-option.js';

type Figure = Exclude<keyof SyncDay, 'day'>;

/** Where the words of a figure are. */
export const FIGURE_WORDS = {
  runs: 'providers.overTime.runs',
  failed: 'providers.overTime.failed',
  new: 'providers.counts.new',
  updated: 'providers.counts.updated',
  closed: 'providers.counts.closed',
  apiCalls: 'providers.counts.apiCalls',
  setAside: 'providers.counts.setAside',
  durationMs: 'providers.columns.duration',
} as const satisfies Readonly<Record<Figure, string>>;

/** The figures of a day in the order they are told in. */
export const DAY_COUNTS = [
  'runs',
  'failed',
  'new',
  'updated',
  'closed',
  'setAside',
  'apiCalls',
] as const satisfies readonly Figure[];

interface ChartPlan {
  readonly key: 'runs' | 'cases' | 'calls' | 'duration';
  readonly kind: ChartSeries['kind'];
  readonly figures: readonly (readonly [figure: Figure, colour: string])[];
}

const CHARTS: readonly ChartPlan[] = [
  {
    key: 'runs',
    kind: 'bar',
    figures: [
      ['runs', '--accent'],
      ['failed', '--danger'],
    ],
  },
  {
    key: 'cases',
    kind: 'bar',
    figures: [
      ['new', '--stage-1'],
      ['closed', '--stage-2'],
    ],
  },
  { key: 'calls', kind: 'line', figures: [['apiCalls', '--info']] },
  { key: 'duration', kind: 'line', figures: [['durationMs', '--stage-3']] },
];

/** The charts of these days, their series named by `t`. */
export function dayCharts(days: readonly SyncDay[], t: (key: string) => string) {
  return CHARTS.map(({ key, kind, figures }) => ({
    key,
    series: figures.map(([figure, colour]) => ({
      name: t(FIGURE_WORDS[figure]),
      kind,
      colour,
      values: days.map((day) => day[figure]),
    })),
  }));
}
