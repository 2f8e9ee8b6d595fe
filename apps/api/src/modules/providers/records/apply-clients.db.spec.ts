import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';

describe('the clients of a provider', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;
  let externalId: number;

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 0, mix: 'open' });
    synced = await SyncedFirm.make(world, 'klienci');
    const invoice = world.sandbox.infakt.issue(synced.key, {
      grossMinor: 1_000,
      dueOn: '2026-05-15',
      client: {
        company_name: 'Müller GmbH',
        country: 'DE',
        email: 'a@mueller.example; b@mueller.example',
      },
    });
    externalId = invoice['client_id'] as number;
    await synced.syncToTheEnd();
  });
  afterAll(() => world.close());

  const client = async () =>
    (
      await synced.firm.rows<{ id: string; name: string; language: string; email_text: string }>(
        'select id, name, language, email_text from clients where account_id = $1 and external_id = $2',
        String(externalId),
      )
    )[0]!;
  const contacts = () =>
    synced.firm.rows<{ email: string; source: string }>(
      `select k.email, k.source from client_contacts k join clients c on c.account_id = k.account_id and c.id = k.client_id
        where k.account_id = $1 and c.external_id = $2 order by lower(k.email)`,
      String(externalId),
    );
  /** The list is read once a day. */
  const nextDay = async (fields: object) => {
    world.sandbox.infakt.changeClient(synced.key, externalId, fields);
    world.clock.advance({ days: 1, minutes: 5 });
    await synced.syncToTheEnd();
  };

  it('have every address of the one field, and the language of their country', async () => {
    expect(await client()).toMatchObject({
      language: 'de',
      email_text: 'a@mueller.example b@mueller.example',
    });
    expect(await contacts()).toEqual([
      { email: 'a@mueller.example', source: 'provider' },
      { email: 'b@mueller.example', source: 'provider' },
    ]);
  });

  it('lose an address that is gone there, and keep what a person has entered', async () => {
    const { id } = await client();
    await synced.firm.rows(
      `insert into client_contacts (account_id, client_id, email, source, created_at) values ($1, $2, 'chefin@mueller.example', 'person', '2026-06-01')`,
      id,
    );
    await synced.firm.rows(`update clients set language = 'en' where account_id = $1`);
    await nextDay({
      email: 'B@mueller.example, c@mueller.example',
      company_name: 'Müller & Söhne GmbH',
    });
    expect((await contacts()).map(({ email }) => email.toLowerCase())).toEqual([
      'b@mueller.example',
      'c@mueller.example',
      'chefin@mueller.example',
    ]);
    expect(await client()).toMatchObject({
      name: 'Müller & Söhne GmbH',
      language: 'en',
      email_text: 'b@mueller.example c@mueller.example chefin@mueller.example',
    });
  });

  it('are found in the case list under the new name', async () => {
    expect(await synced.firm.rows('select client_name from cases where account_id = $1')).toEqual([
      { client_name: 'Müller & Söhne GmbH' },
    ]);
  });

  it('are asked for one by one when an invoice names a new one', async () => {
    world.sandbox.infakt.resetRequests();
    const invoice = world.sandbox.infakt.issue(synced.key, {
      grossMinor: 1_000,
      dueOn: '2026-05-15',
      client: { email: 'nowy@klient.example' },
    });
    await synced.syncToTheEnd();
    const { counts } = world.sandbox.infakt.requests();
    expect(Object.keys(counts).filter((path) => /clients/.test(path))).toEqual([
      expect.stringContaining(`/clients/${String(invoice['client_id'])}.json`),
    ]);
    expect(
      await synced.firm.rows(
        `select 1 as there from client_contacts where account_id = $1 and email = 'nowy@klient.example'`,
      ),
    ).toEqual([{ there: 1 }]);
  });
});
