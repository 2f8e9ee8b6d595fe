import { type Finding, finding, type InvoiceRecord, told } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { settleCases } from '../../cases/contract/settle-cases.js';
import type { AccountFacts } from './account-facts.js';
import { snapshotClientRow } from './client-row.js';
import type { DefaultBankAccounts } from './default-bank-accounts.js';
import { type Found, findChanged } from './find-changed.js';
import { insertSnapshotClients, type NewClient } from './insert-snapshot-clients.js';
import { type InvoiceRow, invoiceRow, isUnusable } from './invoice-row.js';
import { removeInvoices } from './remove-invoices.js';
import { settleMoney } from './settle-money.js';
import { type WritableInvoice, writeInvoices } from './write-invoices.js';

/** Where records go, and what they are read with. */
export interface Destination {
  readonly scope: AccountScope;
  readonly connectionId: string;
  readonly account: AccountFacts;
  readonly banks: DefaultBankAccounts;
  /** When the provider was asked, real time. */
  readonly askedAt: Date;
  /** Real time of the writing. */
  readonly writtenAt: Date;
}

/** A record that was kept out here, for the run's list of issues. */
export interface RefusedRecord {
  readonly collection: string;
  readonly externalId: string;
  readonly reason: string;
  readonly detail: string;
  readonly findings: readonly Finding[];
  readonly record: unknown;
}

/** What became of an invoice; one that is paid is both updated and closed. */
export interface InvoiceChange {
  readonly invoiceId: string;
  readonly outcome: 'new' | 'updated' | 'closed';
}

export interface Applied {
  readonly added: number;
  readonly updated: number;
  readonly skipped: number;
  readonly lines: number;
  readonly clients: number;
  readonly closed: number;
  /** Which invoices the numbers `added`, `updated` and `closed` count. */
  readonly changes: readonly InvoiceChange[];
  readonly refused: readonly RefusedRecord[];
}

/**
 * Makes the books say what the provider says, in the caller's transaction: clients, invoices with
 * lines, payments, credit notes, cases. What is as known is neither written nor locked.
 *
 * @param removedIds invoices the provider no longer has
 */
export async function applyInvoices(
  tx: Transaction,
  to: Destination,
  records: readonly InvoiceRecord[],
  removedIds: readonly string[] = [],
): Promise<Applied> {
  const { rows, refused } = rowsOf(records, to);
  const found = await findChanged(tx, originOf(to), rows);
  const { writable, clients } = assignIds(found, refused, to.account.country);
  const isAnyWritten = writable.length > 0 || removedIds.length > 0;
  const moved = isAnyWritten ? await write(tx, to, writable, clients, removedIds) : [];
  const touched = new Set([...[...found.values()].map(({ id }) => id), ...removedIds, ...moved]);
  const settled = await settleCases(tx, to.scope, to.account, [...touched]);
  return {
    added: writable.filter(({ isKnown }) => !isKnown).length,
    updated: writable.filter(({ isKnown }) => isKnown).length,
    skipped: rows.length - writable.length,
    lines: writable.reduce((sum, { row }) => sum + row.record.lines.length, 0),
    clients: clients.length,
    closed: settled.closed,
    changes: [
      ...writable.map(({ id, isKnown }) => changeOf(id, isKnown ? 'updated' : 'new')),
      ...settled.closedInvoiceIds.map((id) => changeOf(id, 'closed')),
    ],
    refused,
  };
}

/** The records as rows; of two with one key the later one counts. */
function rowsOf(
  records: readonly InvoiceRecord[],
  to: Destination,
): { rows: InvoiceRow[]; refused: RefusedRecord[] } {
  const byKey = new Map<string, InvoiceRow>();
  const refused: RefusedRecord[] = [];
  for (const record of records) {
    const row = invoiceRow(record, to.account, to.banks);
    if (isUnusable(row)) refused.push(refusal(record, row.reason, ...row.findings));
    else byKey.set(`${record.collection}\n${record.externalId}`, row);
  }
  return { rows: [...byKey.values()], refused };
}

/** Gives every changed row its ids, and every new client one id, however many invoices it has here. */
function assignIds(
  found: ReadonlyMap<InvoiceRow, Found>,
  refused: RefusedRecord[],
  country: string,
) {
  const clients = new Map<string, NewClient>();
  const writable: WritableInvoice[] = [];
  for (const [row, one] of found) {
    if (!one.isChanged) continue;
    if (one.currency !== null && one.currency !== row.record.currency) {
      refused.push(
        refusal(
          row.record,
          'currency-changed',
          finding('currency-changed', null, `${one.currency} → ${row.record.currency}`),
        ),
      );
      continue;
    }
    if (one.clientId === null && !clients.has(row.clientKey)) {
      clients.set(row.clientKey, {
        ...snapshotClientRow(row.record.client, country),
        id: one.spareClientId,
      });
    }
    writable.push({
      id: one.id,
      isKnown: one.isKnown,
      clientId: one.clientId ?? clients.get(row.clientKey)!.id,
      row,
    });
  }
  return { writable, clients: [...clients.values()] };
}

async function write(
  tx: Transaction,
  to: Destination,
  writable: readonly WritableInvoice[],
  clients: readonly NewClient[],
  removedIds: readonly string[],
): Promise<string[]> {
  const { connectionId, writtenAt, account } = to;
  const { accountId } = to.scope;
  await insertSnapshotClients(tx, { accountId, connectionId, now: account.now }, clients);
  if (writable.length > 0)
    await writeInvoices(tx, { accountId, connectionId, writtenAt }, writable);
  await removeInvoices(tx, { accountId, today: account.today, writtenAt }, removedIds);
  return settleMoney(tx, {
    accountId,
    connectionId,
    today: account.today,
    now: account.now,
    written: writable,
    removedIds,
  });
}

function changeOf(invoiceId: string, outcome: InvoiceChange['outcome']): InvoiceChange {
  return { invoiceId, outcome };
}

function originOf(to: Destination) {
  return {
    accountId: to.scope.accountId,
    connectionId: to.connectionId,
    askedAt: to.askedAt,
    opensUntil: to.account.opensUntil,
  };
}

function refusal(
  record: InvoiceRecord,
  reason: string,
  ...findings: readonly Finding[]
): RefusedRecord {
  const { collection, externalId } = record;
  return { collection, externalId, reason, ...told(...findings), record };
}
