import { randomInt } from 'node:crypto';

import { addDays, type LocalDate, localDate } from '@invoicetracker/calendar';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../factories/working-firm.js';
import { Product } from '../support/product.js';
import { randomFrom } from '../support/random-from.js';

const START = localDate('2026-03-30');
const DAYS = Number(process.env['TEST_SOAK'] ?? 0) > 0 ? 200 : 35;
/** Give TEST_SEED to repeat a run's choices. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

/** What the database knows of a case after a run, beside its answer. */
interface Judged {
  number: string;
  state: string;
  isDue: boolean;
  /** the notice the run has planned for it */
  planned: string | null;
  hold: string | null;
  isReachable: boolean;
  code: string | null;
  since: string | null;
}

const HELD_AS: Readonly<Record<string, string>> = {
  stop: 'held',
  promise: 'promised',
  dispute: 'disputed',
};

describe(`days of a firm, each with its answers (seed ${seed})`, () => {
  let product: Product;
  let work: WorkingFirm;
  const random = randomFrom(seed);
  const numbers: string[] = [];

  beforeAll(async () => {
    product = await Product.start();
    work = await WorkingFirm.on(product, START, 'wanda');
    await work.firm.rows(
      `update accounts set send_weekdays = '{1,2,3,4,5}', is_holiday_skipped = true where id = $1`,
    );
  });
  afterAll(() => product.close());

  it('answers every case a run has decided, and agrees with what the run did', async () => {
    const codes = new Set<string>();
    for (let ahead = 0; ahead < DAYS; ahead += 1) {
      const day = addDays(START, ahead);
      await work.moveTo(day);
      await happen(day);
      const due = await dueBefore(day);
      await work.firm.run(day);
      for (const one of await judged(day)) {
        if (due.has(one.number)) {
          codes.add(one.code ?? 'none');
          judge(one, day);
        }
        if (one.state === 'active') await agrees(one, day);
      }
      await accept(day);
    }
    // the life was long enough to mean something
    expect([...codes]).toEqual(expect.arrayContaining(['planned']));
    expect(codes.size).toBeGreaterThan(3);
  }, 900_000);

  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  async function happen(day: LocalDate): Promise<void> {
    if (random() < 0.5 || numbers.length < 3) await issue(day);
    const number = pick(numbers);
    const path = `/cases/${await work.caseId(number)}`;
    const chance = random();
    const send = (rest: string, body: object) => work.send('POST', `${path}${rest}`, body);
    if (chance < 0.1)
      await send('/hold', { reason: 'rozmowa', until: addDays(day, 1 + Math.floor(random() * 9)) });
    else if (chance < 0.15) await work.send('DELETE', `${path}/hold`);
    else if (chance < 0.22)
      await send('/promises', { instalments: [{ on: addDays(day, 5), amount: '10.00' }] });
    else if (chance < 0.27) await send('/disputes', { reason: 'other', text: 'nie' });
    else if (chance < 0.4) await send('/payments', { amount: '123.00', receivedOn: day });
    else if (chance < 0.45) await work.firm.switchSending(random() < 0.5);
    else if (chance < 0.55) await work.firm.switchSending(true);
  }

  async function issue(day: LocalDate): Promise<void> {
    const number = `FV/${numbers.length + 1}`;
    const emails = random() < 0.2 ? [] : undefined;
    const clientId = await work.firm.client(`Klient ${number}`, emails);
    if (random() < 0.3)
      await work.firm.rows(
        `update clients set country = 'HU' where account_id = $1 and id = $2`,
        clientId,
      );
    const invoices = random() < 0.4 ? [number, `${number}/b`] : [number];
    for (const one of invoices) {
      await work.firm.invoice(clientId, { number: one, dueOn: addDays(day, 1) });
      numbers.push(one);
    }
    await work.firm.settle(day);
  }

  /** The cases the run of the day has to decide; what ends on that morning counts too, because it ends first. */
  async function dueBefore(day: LocalDate): Promise<Set<string>> {
    const rows = await work.firm.rows<{ number: string }>(
      `select c.number from case_schedule s join cases c on c.account_id = s.account_id and c.id = s.case_id
        where s.account_id = $1 and s.next_on <= $2`,
      day,
    );
    return new Set(rows.map(({ number }) => number));
  }

  const judged = (day: LocalDate): Promise<Judged[]> =>
    work.firm.rows<Judged>(
      `select c.number, c.state, h.code as hold, e.code, e.on_day::text as since,
              (select n.id from notices n join notice_cases k on k.notice_id = n.id
                where n.account_id = $1 and k.case_id = c.id and n.planned_on = $2 and k.outcome <> 'dropped') as planned,
              exists (select 1 from client_contacts x where x.account_id = $1 and x.client_id = c.client_id) as "isReachable"
         from cases c
        cross join lateral (select code from case_hold(c.account_id, c.id, c.client_id) where coalesce(until, 'infinity') > $2::date
                            union all select null limit 1) h
         left join lateral (select * from case_evaluations v where v.account_id = $1 and v.case_id = c.id order by on_day desc limit 1) e on true
        where c.account_id = $1`,
      day,
    );

  function judge(one: Judged, day: LocalDate): void {
    const told = `${day} ${JSON.stringify(one)} (seed ${seed})`;
    const expects = (isRight: boolean) => expect(isRight ? told : `wrong: ${told}`).toBe(told);
    expects(one.code !== null);
    if (one.state === 'closed') return;
    // a notice was planned exactly where the answer says so
    const isPlanned = one.code === 'planned' || one.code === 'grouped';
    if (one.since === day) expects(isPlanned === (one.planned !== null));
    if (isPlanned) return;
    if (one.hold !== null) expects(one.code === HELD_AS[one.hold]);
    if (one.code === 'no-contact') expects(!one.isReachable);
  }

  /** What the screen says right after the run is what the run has kept, where nothing is on its way. */
  async function agrees(one: Judged, day: LocalDate): Promise<void> {
    if (one.since !== day || one.planned !== null || random() < 0.5) return;
    const { todaysAnswer } = await work.show(one.number);
    expect(`${day} ${one.number} ${todaysAnswer.code}`).toBe(`${day} ${one.number} ${one.code}`);
  }

  /** Every notice of the day is accepted; on some days nothing is, and it waits. */
  async function accept(day: LocalDate): Promise<void> {
    if (random() < 0.2) return;
    await work.accept(day);
  }
});
