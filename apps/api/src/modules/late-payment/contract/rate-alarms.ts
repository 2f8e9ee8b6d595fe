import { Injectable } from '@nestjs/common';
import { addDays, dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { latestLooks } from '../rates/stored-rates.js';
import { RatesReader } from './rates-reader.js';

/** A bank may be silent for a weekend. */
const PATIENCE_DAYS = 3;

/** Something about rates that an operator has to look at. */
export interface RateAlarm {
  readonly kind: 'rate-missing' | 'rate-held' | 'bank-unread';
  readonly since: Date;
  readonly detail: string;
}

/** What keeps claims from being worked out, or soon will. */
@Injectable()
export class RateAlarms {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly reader: RatesReader,
  ) {}

  async all(): Promise<RateAlarm[]> {
    const today = dayIn('UTC', this.clock.now());
    const { rates } = await this.reader.inForce();
    const missing = [...rates.tables.values()]
      .filter((table) => table.knownThrough < today)
      .map(({ name, knownThrough }): RateAlarm => {
        const from = addDays(knownThrough, 1);
        return { kind: 'rate-missing', since: new Date(from), detail: `${name}: ${from}` };
      });
    const looks = await this.tenancy.withoutScope(latestLooks);
    const troubled = [...looks.values()].flatMap((look): RateAlarm[] => {
      const { feed, outcome, lookedAt, problem, agreedOn, findings } = look;
      if (outcome === 'held')
        return [{ kind: 'rate-held', since: lookedAt, detail: `${feed}: ${findings.length}` }];
      const isLate = agreedOn === null || agreedOn < addDays(today, -PATIENCE_DAYS);
      return outcome === 'failed' && isLate
        ? [{ kind: 'bank-unread', since: lookedAt, detail: `${feed}: ${problem}` }]
        : [];
    });
    return [...missing, ...troubled];
  }
}
