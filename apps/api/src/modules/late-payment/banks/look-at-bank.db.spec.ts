import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import {
  BankDouble,
  ecbSeries,
  mnbDays,
  nbpArchive,
  nbpTables,
  truthOf,
  workingDaysOf,
  type BankAnswers,
} from '../../../../test/support/bank-double.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import type { Bank } from './feeds.js';
import { LookAtBank, type LookReport } from './look-at-bank.js';
import { WakeBankLooks } from './wake-bank-looks.js';

describe('a look at the central banks', () => {
  let bank: BankDouble;
  let product: Product;
  let operator: Caller;

  beforeAll(async () => {
    bank = await BankDouble.start();
    product = await Product.start({ ...bank.settings, RATES_PATIENCE_SECONDS: '1' });
    product.clock.set('2026-12-21T15:00:00Z');
    await product.user('operator-olga', true);
    operator = await product.signedIn('operator-olga');
  });
  afterEach(async () => {
    bank.answers = {};
    await product.owner.query('truncate reference_rates, exchange_rates, rate_looks');
  });
  afterAll(async () => {
    await product.close();
    await bank.close();
  });

  const look = async (which: Bank, answers: BankAnswers = {}): Promise<Map<string, LookReport>> => {
    bank.answers = answers;
    const reports = await (await product.get(LookAtBank)).execute(which);
    return new Map(reports.map((report) => [report.feed, report]));
  };
  const nbp = (...more: [string, string][]) => nbpArchive([...truthOf('nbp-reference'), ...more]);
  const rowsOf = async (table: string) => {
    const { body } = await operator('GET', '/admin/rates');
    return body.tables.find((each: { table: string }) => each.table === table);
  };

  it('agrees with everything that comes with the product, in the format of each bank', async () => {
    for (const which of ['nbp', 'ecb', 'mnb'] as const) {
      for (const report of (await look(which)).values()) {
        expect(report).toMatchObject({ outcome: 'agreed', problem: null, findings: [] });
        if (!report.feed.endsWith('mid')) expect(report.added).toBe(0);
      }
    }
    expect(await rowsOf('nbp-reference')).toMatchObject({
      confirmedThrough: '2026-12-21',
      knownThrough: '2026-12-31',
      look: { outcome: 'agreed', agreedOn: '2026-12-21' },
    });
  });

  it('brings five years of exchange rates once, and then only what is new', async () => {
    const first = (await look('nbp')).get('nbp-mid')!;
    expect(first.added).toBe(1555);
    bank.calls.length = 0;
    expect((await look('nbp')).get('nbp-mid')).toMatchObject({ outcome: 'agreed', added: 0 });
    expect(bank.calls.filter(({ url }) => url.includes('/nbp/')).map(({ url }) => url)).toEqual([
      '/nbp/exchangerates/tables/a/2026-12-11/2026-12-21/?format=json',
    ]);
    const { body } = await operator('GET', '/admin/rates/exchange?publisher=NBP&limit=1');
    expect(body.items[0]).toMatchObject({
      on: '2026-12-21',
      currency: 'EUR',
      rate: '4.4500',
      origin: 'bank',
      source: 'NBP, table 001/A/NBP/2026',
    });
  });

  it('takes a new decision over, and the next half-year is known once its first day has come', async () => {
    const report = await look('nbp', { 'nbp-reference': () => nbp(['2026-12-03', '3.50']) });
    expect(report.get('nbp-reference')).toMatchObject({ outcome: 'agreed', added: 1 });
    const before = await rowsOf('nbp-reference');
    expect(before.rows[0]).toMatchObject({
      validFrom: '2026-12-03',
      annualPercent: '3.50',
      origin: 'bank',
    });
    expect(before.knownThrough).toBe('2026-12-31');
    product.clock.set('2027-01-01T08:00:00Z');
    await look('nbp', { 'nbp-reference': () => nbp(['2026-12-03', '3.50']) });
    product.clock.set('2026-12-21T15:00:00Z');
    expect((await rowsOf('nbp-reference')).knownThrough).toBe('2027-06-30');
  });

  it('reads the ECB alike whether it says each day or only the changes', async () => {
    const daily = truthOf('ecb-mro').flatMap(([day, rate], index, all): [string, string][] => {
      const next = all[index + 1]?.[0] ?? '2026-12-20';
      return workingDaysOf({ url: `${day} ${next}`, body: '' }).map((each) => [
        each,
        each === next ? (all[index + 1]?.[1] ?? rate) : rate,
      ]);
    });
    const answers = { 'ecb-mro': () => ecbSeries(daily) };
    expect((await look('ecb', answers)).get('ecb-mro')).toMatchObject({
      outcome: 'agreed',
      added: 0,
      findings: [],
    });
  });

  it('leaves a figure that differs to a person, and asks no more once they have decided', async () => {
    const lying = truthOf('nbp-reference').map(([day, rate]): [string, string] => [
      day,
      day === '2025-12-04' ? '4.10' : rate,
    ]);
    const answers = { 'nbp-reference': () => nbpArchive(lying) };
    const held = (await look('nbp', answers)).get('nbp-reference')!;
    expect(held).toMatchObject({
      outcome: 'held',
      added: 0,
      findings: [{ why: 'differs', on: '2025-12-04', ours: '4.00', theirs: '4.10' }],
    });
    expect(await rowsOf('nbp-reference')).toMatchObject({
      look: { outcome: 'held', agreedOn: null },
    });
    const { alarms } = (await operator('GET', '/admin/health')).body;
    expect(alarms).toContainEqual(
      expect.objectContaining({ kind: 'rate-held', detail: 'nbp-reference: 1' }),
    );
    const body = { table: 'nbp-reference', validFrom: '2025-12-04', source: 'the decision itself' };
    await operator('POST', '/admin/rates/reference', { ...body, annualPercent: '4.00' });
    expect((await look('nbp', answers)).get('nbp-reference')).toMatchObject({
      outcome: 'agreed',
      findings: [{ why: 'was-decided', on: '2025-12-04', ours: '4.00', theirs: '4.10' }],
    });
  });

  it('takes no jump over without a person, nor what comes after it', async () => {
    const answers = {
      'nbp-reference': () => nbp(['2026-11-05', '37.50'], ['2026-12-03', '3.50']),
    };
    expect((await look('nbp', answers)).get('nbp-reference')).toMatchObject({
      outcome: 'held',
      added: 0,
      findings: [{ why: 'jumps', on: '2026-11-05', ours: '3.75', theirs: '37.50' }],
    });
    const body = { table: 'nbp-reference', validFrom: '2026-11-05', source: 'looked up twice' };
    await operator('POST', '/admin/rates/reference', { ...body, annualPercent: '37.50' });
    const after = (await look('nbp', answers)).get('nbp-reference')!;
    expect(after.findings).toEqual([
      { why: 'jumps', on: '2026-12-03', ours: '37.50', theirs: '3.50', currency: null },
    ]);
  });

  it('never overwrites an exchange rate, and takes no jump of one over', async () => {
    await look('mnb');
    const answers: BankAnswers = {
      'mnb-mid': (call) =>
        mnbDays(
          workingDaysOf(call).map((day) => [day, day === '2026-12-17' ? '391,00' : '390,12']),
        ),
    };
    expect((await look('mnb', answers)).get('mnb-mid')).toMatchObject({
      outcome: 'held',
      findings: [{ why: 'differs', on: '2026-12-17', ours: '390.1200', theirs: '391.00' }],
    });
    product.clock.set('2026-12-22T15:00:00Z');
    const jump: BankAnswers = {
      'mnb-mid': (call) =>
        mnbDays(workingDaysOf(call).map((day) => [day, day > '2026-12-21' ? '39,01' : '390,12'])),
    };
    const report = (await look('mnb', jump)).get('mnb-mid');
    product.clock.set('2026-12-21T15:00:00Z');
    expect(report).toMatchObject({
      outcome: 'held',
      added: 0,
      findings: [{ why: 'jumps', on: '2026-12-22', theirs: '39.01', currency: 'EUR' }],
    });
  });

  it.each<[string, BankAnswers['nbp-reference'], string]>([
    ['HTML', () => '<!DOCTYPE html><html><body>Przerwa techniczna</body></html>', 'unreadable'],
    ['half a document', () => nbp().slice(0, -40), 'unreadable'],
    ['nothing', () => '', 'unreadable'],
    ['another document', () => '<kursy/>', 'unreadable'],
    ['a word for a number', () => nbp(['2026-12-03', 'brak']), 'unreadable'],
    ['a day that does not exist', () => nbp(['2026-02-30', '3.50']), 'unreadable'],
    ['two figures for one day', () => nbp(['2026-03-05', '3.50']), 'unreadable'],
    ['an entity bomb', () => `<!DOCTYPE a [<!ENTITY b "c">]>${nbp()}`, 'unreadable'],
    ['a rate nobody believes', () => nbp(['2026-12-03', '350.00']), 'out-of-range'],
    ['the wrong year', () => nbp(['2062-12-03', '3.50']), 'wrong-days'],
    ['old data', () => nbpArchive(truthOf('nbp-reference').slice(0, -3)), 'old-data'],
    ['an error', () => ({ status: 503 }), 'refused'],
    ['a redirection', () => ({ status: 302, location: 'http://127.0.0.1:1/' }), 'refused'],
    ['silence', () => 'SILENCE', 'timed-out'],
    ['a broken connection', () => 'CUT', 'cut-off'],
  ])('takes nothing from a bank that answers %s, and keeps why', async (_name, answer, problem) => {
    const report = (await look('nbp', { 'nbp-reference': answer! })).get('nbp-reference');
    expect(report).toMatchObject({ outcome: 'failed', problem, added: 0 });
    expect(await rowsOf('nbp-reference')).toMatchObject({
      confirmedThrough: '2026-09-30',
      look: { outcome: 'failed', problem: expect.stringMatching(`^${problem}: `), agreedOn: null },
    });
  });

  it.each<[string, BankAnswers['nbp-mid'], string]>([
    ['HTML', () => '<html>', 'unreadable'],
    ['an object', () => '{"table":"A"}', 'unreadable'],
    [
      'table C',
      (call) => nbpTables(workingDaysOf(call), () => '4.45').replaceAll('"A"', '"C"'),
      'unreadable',
    ],
    ['days nobody asked for', () => nbpTables(['2019-05-06'], () => '4.45'), 'wrong-days'],
    ['a rate of nothing', (call) => nbpTables(workingDaysOf(call), () => '0'), 'out-of-range'],
    ['nothing at all', () => ({ status: 404 }), 'old-data'],
  ])('takes no exchange rate from a bank that answers %s', async (_name, answer, problem) => {
    const report = (await look('nbp', { 'nbp-mid': answer! })).get('nbp-mid');
    expect(report).toMatchObject({ outcome: 'failed', problem, added: 0 });
  });

  it('keeps what came before a bank went silent, and goes on from there', async () => {
    let windows = 0;
    const answers: BankAnswers = {
      'nbp-mid': (call) =>
        (windows += 1) > 3 ? { status: 503 } : nbpTables(workingDaysOf(call), () => '4.45'),
    };
    const broken = (await look('nbp', answers)).get('nbp-mid')!;
    expect(broken).toMatchObject({ outcome: 'failed', problem: 'refused' });
    expect(broken.added).toBe(192);
    const again = (await look('nbp')).get('nbp-mid')!;
    expect([again.outcome, broken.added + again.added]).toEqual(['agreed', 1555]);
  });

  it('asks no host that the egress list does not allow', async () => {
    const strict = await Product.start({ ...bank.settings, EGRESS_ALLOW: '127.0.0.2:*' });
    try {
      bank.calls.length = 0;
      const reports = await (await strict.get(LookAtBank)).execute('ecb');
      expect(reports).toMatchObject([{ outcome: 'failed', problem: 'unreachable' }]);
      expect(bank.calls).toEqual([]);
    } finally {
      await strict.close();
    }
  });

  it('is woken for each bank that was not asked for a while, and by an operator at once', async () => {
    const wake = (await product.worker()).get(WakeBankLooks);
    const looked = () =>
      product.owner.query<{ feed: string }>('select distinct feed from rate_looks order by feed');
    await wake.look();
    await until(async () => (await looked()).rows.length === 5);
    const jobs = () =>
      product.owner.query(
        `select 1 from pgboss.job where name = 'look-at-bank' and state < 'completed'`,
      );
    await until(async () => (await jobs()).rows.length === 0);
    await wake.look();
    expect((await jobs()).rows).toEqual([]);
    const count = async () =>
      Number((await product.owner.query('select count(*) from rate_looks')).rows[0].count);
    const before = await count();
    expect((await operator('POST', '/admin/rates/looks')).status).toBe(202);
    await until(async () => (await count()) === before + 5);
  }, 60_000);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 200) throw new Error('it does not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
