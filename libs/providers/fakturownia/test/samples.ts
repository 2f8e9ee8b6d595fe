import { readFileSync } from 'node:fs';

export type Wire = Record<string, unknown>;

/** A sample of `spec/examples`. */
export function sample(file: string): unknown {
  const url = new URL(`../spec/examples/${file}`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

/** The invoice of the samples without its payments and settlements, with what a test changes. */
export function invoice(change: Wire = {}): Wire {
  const {
    settlement_positions: _s,
    connected_payments: _p,
    ...row
  } = sample('invoice-with-payments.json') as Wire;
  return { ...row, paid: '0.0', status: 'issued', ...change };
}
