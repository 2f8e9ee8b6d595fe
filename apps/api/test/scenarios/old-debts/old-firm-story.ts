import { afterAll, beforeAll, beforeEach } from '@jest/globals';

import { SendNotices } from '../../../src/modules/notifications/outbox/send-notices.js';
import { systemScope } from '../../../src/platform/tenancy/account-scope.js';
import type { Caller } from '../../support/product.js';
import { SmtpDouble } from '../../support/smtp-double.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../../support/synced-firm.js';

const DAY_MS = 86_400_000;
const ALL = [1, 2, 3, 4];

/** An old firm comes in with debts from years before: told by date, books in the sandbox, letters over SMTP. */
export function oldFirmStory() {
  let world: SyncWorld;
  let smtp: SmtpDouble;
  let synced: SyncedFirm;
  let admin: Caller;
  let accountant: Caller;
  let people: Record<'admin' | 'accountant', string>;
  let name = 0;

  beforeAll(async () => {
    smtp = await SmtpDouble.start();
    world = await startSyncWorld('2026-03-02T09:00:00+01:00', { invoices: 0 });
    people = {
      admin: await world.product.user('anna'),
      accountant: await world.product.user('adam'),
    };
    admin = await world.product.signedIn('anna');
    accountant = await world.product.signedIn('adam');
  });
  afterAll(async () => {
    await world.close();
    await smtp.close();
  });

  /** Two clients with old debts, one of 1000 days; and an invoice that is due on 10 March. */
  beforeEach(async () => {
    world.clock.set('2026-03-02T09:00:00+01:00');
    await world.product.owner.query('update sessions set verified_at = now()');
    synced = await SyncedFirm.make(world, `dawna-${(name += 1)}`);
    for (const [role, userId] of Object.entries(people))
      await synced.firm.rows(
        'insert into memberships (account_id, user_id, role, created_at) values ($1, $2, $3, now())',
        userId,
        role,
      );
    await synced.firm.rows(
      `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', 'Firma', 'windykacja@firma.example', now(), now())`,
      smtp.port,
    );
    await synced.firm.switchSending(true);
    smtp.mails.length = 0;
    issue('A/1', '2026-02-20', 'Alfa');
    issue('A/2', '2025-12-01', 'Alfa');
    issue('B/1', '2023-06-06', 'Beta');
    issue('N/1', '2026-03-10', 'Nowa');
  });

  /** A client who is issued a second invoice is the same one in the books. */
  const issue = (number: string, dueOn: string, company: string): string => {
    const { infakt } = world.sandbox;
    const clientId = infakt
      .clientIds(synced.key)
      .find((id) => infakt.client(synced.key, id)?.company_name === company);
    const client = {
      company_name: company,
      country: 'PL',
      email: `${company.toLowerCase()}@client.example`,
    };
    const order = { number, dueOn, issuedOn: dueOn, grossMinor: 10_000, client };
    return String(
      infakt.issue(synced.key, { ...order, ...(clientId ? { clientId } : {}) })['uuid'],
    );
  };

  const url = () =>
    `/accounts/${synced.firm.accountId}/connections/${synced.connectionId}/old-debts`;
  const all = (entry: string, upToStageKey?: string) => ({
    choices: ALL.map((ageBand) => ({ ageBand, entry, ...(upToStageKey ? { upToStageKey } : {}) })),
  });
  const decide = async (choices: object, by: Caller = admin) => {
    const { version } = (await admin('GET', url())).body;
    return by('PUT', url(), choices, { 'if-match': `W/"${version}"` });
  };
  const send = async () =>
    (await world.product.get(SendNotices)).execute(
      systemScope(synced.firm.accountId),
      new AbortController().signal,
    );

  /** What a day brings: a sync in the morning, the daily run, the outbox. */
  const live = async (day: string) => {
    world.clock.set(`${day}T09:00:00+01:00`);
    await synced.sync();
    await synced.firm.run(day);
    await send();
  };
  const liveThrough = async (from: string, to: string) => {
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
      await live(new Date(at).toISOString().slice(0, 10));
  };
  const letters = async () =>
    (
      await synced.firm.rows<{ told: string }>(
        `select n.sent_on::text || ' ' || l.name || ' ' || n.stage_key || ': ' || string_agg(c.number, ' ' order by c.number) as told
           from notices n join clients l on l.id = n.client_id join notice_cases k on k.notice_id = n.id join cases c on c.id = k.case_id
          where n.account_id = $1 and n.state = 'sent' group by n.account_id, n.id, l.name order by n.sent_on, l.name`,
      )
    ).map(({ told }) => told);
  const reasons = async () =>
    Object.fromEntries(
      (
        await synced.firm.rows<{ number: string; reason: string | null }>(
          'select c.number, s.reason from cases c left join case_schedule s on s.case_id = c.id where c.account_id = $1',
        )
      ).map(({ number, reason }) => [number, reason]),
    );

  return {
    get world() {
      return world;
    },
    get smtp() {
      return smtp;
    },
    /** The firm's connection; a story may go on with another one. */
    get synced() {
      return synced;
    },
    set synced(other) {
      synced = other;
    },
    get people() {
      return people;
    },
    admin: (...request: Parameters<Caller>) => admin(...request),
    accountant: (...request: Parameters<Caller>) => accountant(...request),
    issue,
    url,
    all,
    decide,
    send,
    live,
    liveThrough,
    letters,
    reasons,
  };
}
