import { randomUUID } from 'node:crypto';

import { systemScope } from '../../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../../src/platform/tenancy/tenancy.js';
import { audit } from '../../../src/platform/tenancy/audit.js';
import type { SyncedFirm, SyncWorld } from '../../support/synced-firm.js';

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

/** Rows that nothing above has made; `$1` is the account. */
function remainingRows(mark: string, ids: Record<string, string>): [string, ...unknown[]][] {
  return [
    [
      `insert into senders (account_id, host, port, security, from_name, from_email, version, created_at, updated_at)
       values ($1, '127.0.0.1', 9, 'none', $2, 'biuro@firma.example', 1, now(), now())`,
      mark,
    ],
    [
      `insert into mailboxes (account_id, sender_id, host, port, security, username, folder, next_collect_at, read_since, created_at, updated_at)
       select $1, id, '127.0.0.1', 9, 'none', $2, 'INBOX', now() + interval '1 day', now(), now(), now() from senders where account_id = $1`,
      mark,
    ],
    [
      `insert into operator_access (account_id, user_id, user_name, reason, created_at, ends_at, ended_at)
       select $1, id, name, $2, now(), now(), now() from users where username = 'operator'`,
      mark,
    ],
    [
      `insert into late_charge_choices (account_id, case_id, part, is_waived, reason, made_at) values ($1, $2, 'interest', false, $3, now())`,
      ids['caseId'],
      mark,
    ],
    [
      `insert into interest_note_lines (account_id, note_id, case_id, position, interest_minor) values ($1, $2, $3, 1, 100)`,
      ids['interestNoteId'],
      ids['caseId'],
    ],
    [
      'insert into interest_note_series (account_id, series, last_position) values ($1, $2, 1)',
      `${mark}/{seq}/2026`,
    ],
    ['insert into interest_note_settings (account_id, payment_days, version) values ($1, 14, 1)'],
    [
      "insert into limitation_settings (account_id, claim, warn_days, version) values ($1, 'business', 60, 1)",
    ],
    [
      `insert into late_payment_settings (account_id, crediting, day_count, rounding, shift, maturity, transition_2020, compensation_base, version)
       values ($1, 'law', 'actual/365', 'once', 'law', 'next-day', 'by-day', 'unpaid', 1)`,
    ],
    [
      "insert into account_features (account_id, feature, is_on, updated_at) values ($1, 'reminders', true, now())",
    ],
    [
      `insert into templates (account_id, stage_key, language, version, subject, body, created_at)
       values ($1, 'demand', 'pl', 1, $2, $2, now())`,
      mark,
    ],
    // without the mark, for the reason the plan's name has none
    ["insert into stage_names (account_id, stage_key, name) values ($1, 'demand', 'Etap')"],
    [
      "insert into template_choices (account_id, stage_key, language, version) values ($1, 'demand', 'pl', 1)",
    ],
    [
      `insert into notice_attachments (account_id, notice_id, position, name, content_type, content) values ($1, $2, 1, $3, 'application/pdf', '\\x25')`,
      ids['noticeId'],
      `${mark}.pdf`,
    ],
    [
      `with file as (insert into stored_files (account_id, sha256, content, created_at) values ($1, sha256($2::text::bytea), $2::text::bytea, now()) returning account_id, sha256)
       insert into invoice_documents (account_id, invoice_id, face, sha256, may_come, asked_for, attempts, asked_at)
       select account_id, $3, $2, sha256, false, $4, 1, now() from file`,
      `%PDF-${mark}`,
      ids['invoiceId'],
      ids['noticeId'],
    ],
    [
      `insert into deliveries (account_id, notice_id, recipient, state) values ($1, $2, $3, 'refused')`,
      ids['noticeId'],
      `${mark}@client.example`,
    ],
    [
      `insert into notice_cases (account_id, notice_id, case_id, stage_key, stage_position, channel, cycle, amount_minor, currency)
       values ($1, $2, $3, 'demand', 3, 'email', 1, 100, 'PLN')`,
      ids['noticeId'],
      ids['caseId'],
    ],
    [
      "insert into client_contact_days (account_id, client_id, contacted_on) values ($1, $2, '2026-05-01')",
      ids['clientId'],
    ],
    [
      `insert into payment_designations (account_id, payment_id, towards, is_followed, reason, made_at) values ($1, $2, 'interest', true, $3, now())`,
      ids['paymentId'],
      mark,
    ],
    [
      `insert into payment_writes (account_id, payment_id, invoice_id, connection_id, amount_minor, covers_all, state, detail, try_after, created_at, changed_at)
       values ($1, $2, $3, $4, 100, false, 'refused', $5, now(), now(), now())`,
      ids['paymentId'],
      ids['invoiceId'],
      ids['connectionId'],
      mark,
    ],
    [
      `insert into webhook_events (account_id, webhook_id, event_id, received_at) values ($1, $2, $3, now())`,
      ids['webhookId'],
      mark,
    ],
    [
      `insert into document_looks (account_id, connection_id, collection, external_id, noted_at) values ($1, $2, 'invoices', $3, now())`,
      ids['connectionId'],
      mark,
    ],
    [
      `insert into bank_accounts (account_id, connection_id, external_id, account_number, bank_name)
       values ($1, $2, 'b1', '61109010140000071219812874', $3)`,
      ids['connectionId'],
      mark,
    ],
    [
      `insert into invoice_lines (account_id, invoice_id, position, name, quantity, unit_net_minor, net_minor, tax_minor, gross_minor)
       values ($1, $2, 1, $3, 1, 100, 100, 23, 123)`,
      ids['invoiceId'],
      mark,
    ],
    [
      `insert into sync_run_issues (account_id, run_id, issue_id)
       select account_id, run_id, id from sync_issues where account_id = $1 and reason = 'broken'`,
    ],
    [
      `insert into sync_run_changes (account_id, run_id, outcome, invoice_id, noted_at)
       select $1, $2, outcome, $3, now() from unnest(array['new', 'updated', 'closed']) outcome
       on conflict do nothing`,
      ids['runId'],
      ids['invoiceId'],
    ],
    [
      `insert into sync_rechecks (account_id, connection_id, invoice_id, noted_at) values ($1, $2, $3, now())`,
      ids['connectionId'],
      ids['invoiceId'],
    ],
    ["insert into request_turns (account_id, bucket, turn) values ($1, 'infakt:host:read', 1)"],
    [
      `insert into request_waiting (account_id, request, bucket, since, until)
       values ($1, gen_random_uuid(), 'infakt:host:read', now(), now())`,
    ],
    [
      `insert into sync_seen (account_id, connection_id, collection, external_id) values ($1, $2, 'invoices', $3)`,
      ids['connectionId'],
      mark,
    ],
    [
      `insert into connection_entries (account_id, connection_id, first_synced_on, is_decision_needed) values ($1, $2, '2026-06-01', true)
       on conflict do nothing`,
      ids['connectionId'],
    ],
    [
      `insert into old_debt_choices (account_id, connection_id, age_band, entry) select $1, $2, band, 'hold' from generate_series(1, 4) band`,
      ids['connectionId'],
    ],
    [
      `insert into own_reminders (account_id, connection_id, state, read_at, is_question_open, answer, answered_at)
       values ($1, $2, 'on', now(), false, 'both-accepted', now())`,
      ids['connectionId'],
    ],
    [
      `insert into client_own_reminders (account_id, client_id, connection_id, is_on, noticed_at) values ($1, $2, $3, true, now())`,
      ids['clientId'],
      ids['connectionId'],
    ],
    [
      `insert into idempotency_keys (account_id, id, principal, key, state, sealed_record, created_at)
       values ($1, gen_random_uuid(), 'user:nobody', $2, 'unknown', 'nothing', now())`,
      mark,
    ],
    [
      "insert into audit_checkpoints (account_id, on_day, seq, hash, key_id, mac, created_at) values ($1, '2026-05-31', 0, '\\x00', 'k', '\\x00', now())",
    ],
    [
      `insert into policy_versions (account_id, policy_id, version, case_opens_offset_days, min_gap_days, created_at)
       values ($1, $2, 1, -2, 5, now())`,
      ids['policyId'],
    ],
    [
      `insert into stages (account_id, policy_id, version, key, position, offset_days, audience)
       values ($1, $2, 1, 'demand', 1, 14, 'client')`,
      ids['policyId'],
    ],
    [
      'insert into client_group_members (account_id, client_id, group_id) values ($1, $2, $3)',
      ids['clientId'],
      ids['groupId'],
    ],
    [
      'insert into policy_assignments (account_id, policy_id, group_id, created_at) values ($1, $2, $3, now())',
      ids['policyId'],
      ids['groupId'],
    ],
    [
      `with change as (
         insert into policy_changes (account_id, id, kind, policy_id, before, after, moved_cases, made_at)
         values ($1, $2, 'version', $3, '{"version": 1, "name": "Plan"}', '{"version": 1, "name": "Plan"}', 1, now()) returning id
       )
       insert into policy_change_cases (account_id, change_id, case_id, from_policy_id, from_version, to_policy_id, to_version)
       select $1, change.id, c.id, c.policy_id, c.policy_version, c.policy_id, c.policy_version
         from change, cases c where c.account_id = $1 and c.id = $4`,
      ids['changeId'],
      ids['policyId'],
      ids['caseId'],
    ],
    ['insert into audit_checks (account_id, checked_at, entries) values ($1, now(), 0)'],
  ];
}
