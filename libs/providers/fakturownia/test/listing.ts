import type { ProviderContext } from '@invoicetracker/provider-kit';

import { invoice, type Wire } from './samples.js';

export interface Listing {
  /** what is in the list now; a test may take rows out between two pages */
  rows: Wire[];
  /** what happens to the answer to the request with this number, from 0 */
  readonly disturb?: (rows: readonly Wire[], request: number) => readonly Wire[];
  /** `date_from` leaves its own day out */
  readonly isFromExclusive?: boolean;
  /** `date_to` leaves its own day out */
  readonly isUntilExclusive?: boolean;
  /** rows a page, where the provider gives fewer than it is asked for */
  readonly largestPage?: number;
}

/** A list of invoices that pages and filters as documented, rows of one day in another order at each request. */
export function listing(list: Listing): ProviderContext & { readonly requests: () => number } {
  let requests = 0;
  return {
    requests: () => requests,
    credentials: { subdomain: 'firma' },
    memory: new Map(),
    wait: () => Promise.resolve(),
    request: ({ query = [] }) => {
      const asked = Object.fromEntries(query) as Record<string, string>;
      const request = requests++;
      const page = pageOf(list, asked, request);
      const body = list.disturb?.(page, request) ?? page;
      return Promise.resolve({ status: 200, headers: {}, wasThrottled: false, body });
    },
  };
}

/** An open invoice issued that day. */
export function issued(id: number, issuedOn: string, change: Wire = {}): Wire {
  return invoice({ id, number: `${id}`, issue_date: issuedOn, payment_to: issuedOn, ...change });
}

function pageOf(list: Listing, asked: Record<string, string>, request: number): Wire[] {
  const isMeant = ({ issue_date: day }: Wire) => {
    const { date_from: from = '', date_to: until = '9' } = asked;
    const isAfter = list.isFromExclusive === true ? String(day) > from : String(day) >= from;
    const isBefore = list.isUntilExclusive === true ? String(day) < until : String(day) <= until;
    return isAfter && isBefore;
  };
  const field = { issue_date: 'issue_date', number: 'id' }[asked['order'] ?? ''];
  const tied = request % 2 === 0 ? list.rows : list.rows.toReversed();
  const sorted = tied.filter(isMeant).toSorted((a, b) => {
    if (field === undefined || a[field] === b[field]) return 0;
    return a[field]! < b[field]! ? -1 : 1;
  });
  const size = Math.min(Number(asked['per_page']), list.largestPage ?? 100);
  const offset = (Number(asked['page']) - 1) * size;
  return sorted.slice(offset, offset + size);
}
