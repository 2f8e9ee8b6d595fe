import { randomUUID } from 'node:crypto';

import { systemScope } from '../../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../../src/platform/tenancy/tenancy.js';
import { audit } from '../../../src/platform/tenancy/audit.js';
import type { SyncedFirm, SyncWorld } from '../../support/synced-firm.js';
import { remainingRows } from './remaining-rows.js';

/** The ids of one row of each kind, by the name that paths, queries and bodies give them. */
export type FirmIds = Readonly<Record<string, string>> & { readonly accountId: string };

interface People {
  readonly admin: string;
  readonly member: string;
  readonly [role: string]: string;
}

/** Gives a firm one row at least of every kind, with the firm's name in its texts. */
export async function fillFirm(
  { product }: SyncWorld,
  synced: SyncedFirm,
  people: People,
): Promise<FirmIds> {
  const { firm, connectionId } = synced;
  const mark = synced.key.replace('sandbox-', '');
  for (const [name, userId] of Object.entries(people)) {
    const role = name === 'member' ? 'viewer' : name;
    await firm.rows(
      'insert into memberships (account_id, user_id, role, created_at) values ($1, $2, $3, now())',
      userId,
      role,
    );
  }
  await synced.sync();
  const clientId = await firm.client(`${mark} Klient`);
  const invoiceId = await firm.invoice(clientId, { number: `${mark}/1`, dueOn: '2026-05-01' });
  await firm.invoice(clientId, { number: `${mark}/2`, dueOn: '2026-05-10' });
  await firm.pay(invoiceId, 100, '2026-05-20');
  await firm.settle('2026-06-01');
  await firm.switchSending(true);
  await firm.run('2026-06-01');
  const one = async (sql: string, ...parameters: unknown[]): Promise<string> =>
    (await firm.rows<{ id: string }>(sql, ...parameters))[0]!.id;
  const ids = {
    accountId: firm.accountId,
    connectionId,
    clientId,
    client: clientId,
    invoiceId,
    userId: people.member,
    caseId: await one('select id from cases where account_id = $1 and invoice_id = $2', invoiceId),
    paymentId: await one(
      'select payment_id as id from allocations where account_id = $1 and invoice_id = $2',
      invoiceId,
    ),
    runId: await one('select id from sync_runs where account_id = $1'),
    issueId: await one(
      `insert into sync_issues (account_id, run_id, connection_id, collection, row_key, reason, detail, record, created_at)
       select $1, id, connection_id, 'invoices', $2, 'broken', $2, '{}', now() from sync_runs where account_id = $1 limit 1 returning id`,
      mark,
    ),
    noticeId: await one(
      `insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, subject, body_text, planned_on, not_before, created_at)
       values ($1, $2, 'demand', 3, 'client', 'email', 'pl', 'refused', $3, $3, '2026-05-15', now(), now()) returning id`,
      clientId,
      `${mark} wezwanie`,
    ),
    taskId: await one(BY_HAND, clientId, 'task', `${mark} zadanie`),
    letterId: await one(BY_HAND, clientId, 'letter', `${mark} list`),
    previewId: await one(
      `insert into sending_previews (account_id, as_of, notice_count, created_by, created_at) values ($1, '2026-06-01', 1, $2, now()) returning id`,
      people.admin,
    ),
    apiKeyId: await one(
      `insert into api_keys (account_id, name, prefix, key_hash, scopes, created_by, created_at, expires_at)
       values ($1, $2, 'abcdefgh', '\\x00', '{read}', $3, now(), now() + interval '1 day') returning id`,
      `${mark} klucz`,
      people.admin,
    ),
    invitationId: await one(
      `insert into invitations (account_id, email, role, token_hash, invited_by, created_at, expires_at)
       values ($1, $2, 'viewer', '\\x00', $3, now(), now() + interval '1 day') returning id`,
      `${mark.toLowerCase()}@people.example`,
      people.admin,
    ),
    senderId: await one(
      `insert into senders (account_id, is_default, host, port, security, from_name, from_email, version, created_at, updated_at)
       values ($1, false, '127.0.0.1', 9, 'none', $2, 'inny@firma.example', 1, now(), now()) returning id`,
      mark,
    ),
    webhookId: await one(
      `insert into provider_webhooks (account_id, connection_id, made_at) values ($1, $2, now()) returning id`,
      connectionId,
    ),
    holdId: await one(
      `insert into holds (account_id, subject, client_id, code, reason, created_at, created_on)
       values ($1, 'client', $2, 'stop', $3, now(), '2026-05-01') returning id`,
      clientId,
      mark,
    ),
    limitationEventId: await one(
      `insert into limitation_events (account_id, case_id, kind, on_day, note, added_at)
       select $1, id, 'acknowledgement', '2026-05-20', $3, now() from cases where account_id = $1 and invoice_id = $2 returning id`,
      invoiceId,
      mark,
    ),
    interestNoteId: await one(
      `insert into interest_notes (account_id, client_id, number, series, position, language, currency, issued_on, pay_by, interest_minor, compensation_minor,
                                   facts, file, file_sha256, issued_at, paid_minor)
       values ($1, $2, $3, $3, 1, 'pl', 'PLN', '2026-05-20', '2026-06-03', 100, 0, '{"lines": []}', '\\x25', repeat('0', 64), now(), 10) returning id`,
      clientId,
      `${mark}/NO/1`,
    ),
    promiseId: await one(
      `with p as (
         insert into promises (account_id, case_id, client_id, source, note, amount_minor, currency, allocated_before_minor, next_on, next_minor,
                               breaks_on, made_on, created_at)
         select $1, id, client_id, 'person', $3, 100, currency, 0, '2026-12-01', 100, '2026-12-03', '2026-05-01', now()
           from cases where account_id = $1 and invoice_id = $2 returning id
       ), i as (
         insert into promise_instalments (account_id, promise_id, position, due_on, amount_minor) select $1, id, 1, '2026-12-01', 100 from p
       )
       select id from p`,
      invoiceId,
      mark,
    ),
    notePaymentId: '',
    mailId: '',
    letters: '',
    // without the mark: who saves a plan sends the name that was read, whosever it is
    policyId: await one(
      `insert into policies (account_id, name, created_at) values ($1, 'Plan', now()) returning id`,
    ),
    groupId: await one(
      `insert into client_groups (account_id, name, created_at) values ($1, $2, now()) returning id`,
      `${mark} grupa`,
    ),
    changeId: randomUUID(),
    targetId: clientId,
    disputeId: await one(
      `insert into disputes (account_id, case_id, client_id, reason, details, source, is_all, amount_minor, currency, credited_before_minor,
                             raised_on, created_at)
       select $1, id, client_id, 'other', $3, 'person', false, 100, currency, 0, '2026-05-01', now()
         from cases where account_id = $1 and invoice_id = $2 returning id`,
      invoiceId,
      mark,
    ),
    stageKey: 'demand',
    onDay: '2026-05-14',
    language: 'pl',
    version: '1',
    position: '1',
  };
  await one(
    `with l as (
       insert into approval_links (account_id, user_id, token_hash, created_at, expires_at)
       values ($1, $3, '\\x00', now(), now() + interval '1 day') returning id
     )
     insert into approval_link_notices (account_id, link_id, notice_id, content) select $1, l.id, $2, 'x' from l returning link_id as id`,
    ids.noticeId,
    people.admin,
  );
  ids.letters = ids.letterId;
  await one(
    `insert into unusual_runs (account_id, on_day, reasons, active_cases, moved_cases, sums, usual_sums, found_at)
     values ($1, $2, '{first-run}', 1, 1, '{}', '{}', now()) returning account_id as id`,
    ids.onDay,
  );
  ids.notePaymentId = await one(
    `insert into interest_note_payments (account_id, note_id, paid_on, amount_minor, remark, recorded_at)
     values ($1, $2, '2026-05-21', 10, $3, now()) returning id`,
    ids.interestNoteId,
    mark,
  );
  ids.mailId = await one(
    `insert into inbound_mails (account_id, identity, kind, state, received_at, written_on, from_email, subject, body_text, client_id, notice_id, matched_by)
     values ($1, $2, 'reply', 'open', now(), '2026-05-16', 'ktos@client.example', $2, $2, $3, $4, 'address') returning id`,
    mark,
    clientId,
    ids.noticeId,
  );
  for (const [sql, ...parameters] of remainingRows(mark, ids)) await firm.rows(sql, ...parameters);
  const tenancy = await product.get(Tenancy);
  const scope = systemScope(firm.accountId);
  await tenancy.inAccount(scope, (tx) =>
    audit(tx, scope, product.clock.now(), {
      action: 'account.changed',
      objectKind: 'account',
      objectId: firm.accountId,
      after: { name: mark },
    }),
  );
  return ids;
}

const BY_HAND = `
insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, outcome_note, printed_at, planned_on,
                     not_before, created_at)
values ($1, $2, 'demand', 3, 'client', $3, 'pl', 'to_do', $4, now(), '2026-05-16', now(), now()) returning id`;
