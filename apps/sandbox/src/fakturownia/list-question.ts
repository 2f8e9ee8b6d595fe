import { addDays, localDate } from '@invoicetracker/calendar';

const LARGEST_PAGE = 100;
const USUAL_PAGE = 25;

export type Query = Readonly<Record<string, unknown>>;

/** What a list of documents is asked for; whatever it does not know it drops without a word. */
export interface ListQuestion {
  readonly from: string;
  readonly until: string;
  /** null: all of them */
  readonly kinds: readonly string[] | null;
  /** null: sales and costs */
  readonly income: boolean | null;
  readonly order: string;
}

/** Without `period` it is the last twelve months, as in the screens. */
export function listQuestion(query: Query, today: string): ListQuestion {
  const period = text(query['period']) ?? 'last_12_months';
  const [from, until] = stretch(period, query, today);
  const kinds = [query['kinds[]'], query['kind']].flat().filter((kind) => typeof kind === 'string');
  const income = text(query['income']);
  return {
    from,
    until,
    kinds: kinds.length === 0 ? null : kinds,
    income: income === null ? null : income === 'yes' || income === '1',
    order: text(query['order']) ?? '',
  };
}

export function pageWindow(query: Query): { readonly offset: number; readonly limit: number } {
  const limit = Math.min(LARGEST_PAGE, positive(query['per_page']) ?? USUAL_PAGE);
  return { offset: ((positive(query['page']) ?? 1) - 1) * limit, limit };
}

const EVER = ['0001-01-01', '9999-12-31'] as const;

function stretch(period: string, query: Query, today: string): readonly [string, string] {
  if (period === 'all') return EVER;
  if (period === 'more')
    return [text(query['date_from']) ?? EVER[0], text(query['date_to']) ?? EVER[1]];
  return [addDays(localDate(today), -365), EVER[1]];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function positive(value: unknown): number | null {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : null;
}
