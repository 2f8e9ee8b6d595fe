/** Rows that no way of making a firm brings with it, each as a statement and what follows `$1`, the account. */
export function remainingRows(mark: string, ids: Record<string, string>): [string, ...unknown[]][] {
  return [
    [
      `insert into senders (account_id, host, port, security, from_name, from_email, version, created_at, updated_at)
       values ($1, '127.0.0.1', 9, 'none', $2, 'biuro@firma.example', 1, now(), now())`,
      mark,
    ],
    [
      `with m as (
         insert into mailboxes (account_id, host, port, security, username, folder, next_collect_at, read_since, created_at, updated_at)
         values ($1, '127.0.0.1', 9, 'none', $2, 'INBOX', now() + interval '1 day', now(), now(), now()) returning id
       )
       update senders set mailbox_id = m.id from m where account_id = $1`,
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
