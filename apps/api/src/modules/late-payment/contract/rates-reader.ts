import { Injectable } from '@nestjs/common';

import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { RATES_REVISION, readRates } from '../rates/read-rates.js';
import type { RatesInForce } from './rates-in-force.js';

/** Reads the rates in force. What was read is kept until somebody adds a figure, in whatever process. */
@Injectable()
export class RatesReader {
  private kept: { readonly revision: string; readonly rates: RatesInForce } | null = null;

  constructor(private readonly tenancy: Tenancy) {}

  /** The rates of now: one round trip where nothing was added since they were last read. */
  async inForce(): Promise<RatesInForce> {
    const asked = await this.tenancy.ask<{ revision: string }>(RATES_REVISION, []);
    const revision = asked!.revision;
    if (this.kept?.revision === revision) return this.kept.rates;
    const rates = await this.tenancy.withoutScope(readRates);
    this.kept = { revision, rates };
    return rates;
  }
}
