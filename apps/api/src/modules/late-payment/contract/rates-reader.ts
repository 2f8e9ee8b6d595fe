import { Injectable } from '@nestjs/common';
import {
  exchangeRates,
  SHIPPED_EXCHANGE_RATES,
  SHIPPED_RATES,
  withRows,
} from '@invoicetracker/interest';

import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { latestLooks, storedExchangeRates, storedReferenceRates } from '../rates/stored-rates.js';
import type { RatesInForce } from './rates-in-force.js';

/** Reads the rates in force. What was read is kept until somebody adds a figure, in whatever process. */
@Injectable()
export class RatesReader {
  private kept: { readonly revision: string; readonly rates: RatesInForce } | null = null;

  constructor(private readonly tenancy: Tenancy) {}

  /** The rates of now: one round trip where nothing was added since they were last read. */
  async inForce(): Promise<RatesInForce> {
    const asked = await this.tenancy.ask<{ revision: string }>(REVISION, []);
    const revision = asked!.revision;
    if (this.kept?.revision === revision) return this.kept.rates;
    const rates = await this.read();
    this.kept = { revision, rates };
    return rates;
  }

  private read(): Promise<RatesInForce> {
    return this.tenancy.withoutScope(async (tx) => {
      const [reference, exchange, looks] = await Promise.all([
        storedReferenceRates(tx),
        storedExchangeRates(tx),
        latestLooks(tx),
      ]);
      let rates = SHIPPED_RATES;
      for (const table of SHIPPED_RATES.tables.keys()) {
        const rows = reference.filter((row) => row.table === table);
        rates = withRows(rates, table, rows, looks.get(table)?.agreedOn ?? null);
      }
      return { rates, exchange: exchangeRates([...SHIPPED_EXCHANGE_RATES.values(), ...exchange]) };
    });
  }
}

/** Whoever adds waits for whoever adds before them (`addRates`), so the newest ids say it all. */
const REVISION = `
  select concat_ws(' ', coalesce((select max(id) from reference_rates), 0), coalesce((select max(id) from exchange_rates), 0),
                   coalesce((select max(id) from rate_looks where outcome = 'agreed'), 0)) as revision`;
