import type { DisputeRow, HoldRow, Money, PromiseRow } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

/** The lists of the page, each with what can be done to several of its rows at once. */
export const LISTS = {
  promises: ['withdraw'],
  broken: [],
  disputes: ['accepted', 'rejected', 'withdrawn'],
  credit: ['rejected', 'withdrawn'],
  stops: ['release'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type AgreementList = keyof typeof LISTS;
export type BulkStep = (typeof LISTS)[AgreementList][number];

export const LIST_NAMES = Object.keys(LISTS) as AgreementList[];

export const isAgreementList = (value: unknown): value is AgreementList =>
  LIST_NAMES.some((name) => name === value);

/** A row of any of the lists, ready to be put in words. */
export interface AgreementRow {
  readonly id: string;
  /** null for a stop of a client or of the whole firm */
  readonly case: { readonly id: string; readonly number: string } | null;
  /** null for a stop of the whole firm */
  readonly client: string | null;
  readonly amount: Money | null;
  /** what is open on the invoice now */
  readonly balance: Money | null;
  readonly on: string | null;
  /** words for the day, below `agreements.lists.days` */
  readonly dayKind: 'pays' | 'missed' | 'raised' | 'until' | 'noDay';
  /** days since a dispute was raised */
  readonly ageDays: number | null;
  /** words for the state, a whole key */
  readonly stateKey: string;
  readonly tone: Tone;
  readonly note: string;
  /** a stop of the whole firm is an admin's to take back, and not among others */
  readonly isChoosable: boolean;
}

const PROMISE_TONES: Readonly<Record<PromiseRow['state'], Tone>> = {
  open: 'info',
  kept: 'good',
  'part-kept': 'warning',
  broken: 'danger',
};

export function promiseRow(row: PromiseRow): AgreementRow {
  const isOpen = row.state === 'open';
  return {
    ...placeOf(row),
    amount: isOpen ? row.nextAmount : row.amount,
    balance: row.balance,
    on: isOpen ? row.nextOn : row.endedOn,
    dayKind: isOpen ? 'pays' : 'missed',
    ageDays: null,
    stateKey: `agreements.promise.states.${row.state}`,
    tone: PROMISE_TONES[row.state],
    note: row.note,
    isChoosable: isOpen,
  };
}

export function disputeRow(row: DisputeRow): AgreementRow {
  return {
    ...placeOf(row),
    amount: row.amount,
    balance: row.balance,
    on: row.raisedOn,
    dayKind: 'raised',
    ageDays: row.ageDays,
    stateKey: `agreements.dispute.reasons.${row.reason}`,
    tone: row.state === 'open' ? 'warning' : 'info',
    note: row.text,
    isChoosable: true,
  };
}

export function stopRow(row: HoldRow): AgreementRow {
  return {
    id: row.id,
    case: row.case,
    client: row.client?.name ?? null,
    amount: null,
    balance: null,
    on: row.until,
    dayKind: row.until === null ? 'noDay' : 'until',
    ageDays: null,
    stateKey: `agreements.lists.subjects.${row.code === 'reply' ? 'reply' : row.subject}`,
    tone: 'warning',
    note: row.reason,
    isChoosable: row.subject !== 'account',
  };
}

function placeOf(row: PromiseRow | DisputeRow): Pick<AgreementRow, 'id' | 'case' | 'client'> {
  return { id: row.id, case: row.case, client: row.client.name };
}
