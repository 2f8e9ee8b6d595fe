import { addDays, localDate } from '@invoicetracker/calendar';

import { SeededRandom } from '../fiction/seeded-random.js';
import type { CollectionName } from './collections.js';
import type { CompanyPlan } from './company-plan.js';
import { levelLineCounts } from './level-line-counts.js';
import type { DocumentStatus, SandboxDocument } from './sandbox-document.js';

/** Makes up the books of a company in the order the documents were issued, ids rising with gaps as on a shared server. */
export function inventDocuments(
  plan: CompanyPlan,
  clientIds: readonly number[],
  currencyOf: (clientId: number) => string,
): SandboxDocument[] {
  const random = new SeededRandom(plan.seed, plan.key, 'documents');
  const drafts = Array.from({ length: plan.invoices }, () => timing(plan, random));
  drafts.sort((a, b) => a.issuedOffset - b.issuedOffset);
  const days = dayCache(plan.startDay);
  const numbers = new Map<string, number>();
  const correctable: SandboxDocument[] = [];
  let id = 2_000_000 + random.integer(0, 900_000);
  const documents = drafts.map((draft) => {
    id += random.integer(1, 9);
    const corrected =
      draft.role.collection === 'corrective_invoices' ? takeOne(correctable, random) : undefined;
    const role =
      draft.role.collection === 'corrective_invoices' && corrected === undefined ? VAT : draft.role;
    const issuedOn = days(draft.issuedOffset);
    const clientId = corrected?.clientId ?? random.pick(clientIds);
    const paidOn =
      draft.paidOffset === null || corrected !== undefined ? null : days(draft.paidOffset);
    const document: SandboxDocument = {
      id,
      uuid: random.uuid(id),
      collection: role.collection,
      kind: role.kind,
      number: role.isDraft ? null : nextNumber(numbers, role.prefix, issuedOn),
      clientId,
      currency: corrected?.currency ?? currencyOf(clientId),
      issuedOn,
      dueOn: days(draft.dueOffset),
      correctsUuid: corrected?.uuid ?? null,
      lines: null,
      lineCount: corrected === undefined ? random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4]) : 2,
      status: role.isDraft ? 'draft' : random.pick(paidOn === null ? OPEN_STATUSES : PAID_STATUSES),
      paidOn,
      paidMinor:
        paidOn === null && draft.isPartPaid && role === VAT ? random.integer(10, 90) * 100 : 0,
      isSettlingKept: random.chance(0.6),
    };
    if (role === VAT && paidOn === null) correctable.push(document);
    return document;
  });
  levelLineCounts(documents);
  return documents;
}

interface Role {
  readonly collection: CollectionName;
  readonly kind: string;
  readonly prefix: string;
  readonly isDraft: boolean;
}

const VAT: Role = { collection: 'invoices', kind: 'vat', prefix: '', isDraft: false };

/** share of the documents, up to this many in a thousand */
const ROLES: readonly (readonly [upTo: number, role: Role])[] = [
  [50, { collection: 'invoices', kind: 'proforma', prefix: 'PRO ', isDraft: false }],
  [75, { ...VAT, isDraft: true }],
  [105, { collection: 'advance_invoices', kind: 'advance', prefix: 'ZAL ', isDraft: false }],
  [130, { collection: 'final_invoices', kind: 'final', prefix: 'KON ', isDraft: false }],
  [155, { collection: 'margin_invoices', kind: 'margin', prefix: 'MAR ', isDraft: false }],
  [175, { collection: 'oss_invoices', kind: 'oss', prefix: 'OSS ', isDraft: false }],
  [205, { collection: 'corrective_invoices', kind: 'correction', prefix: 'KOR ', isDraft: false }],
  [1000, VAT],
];

/** the last action wins: a paid invoice that was e-mailed or printed afterwards no longer says "paid" */
const PAID_STATUSES: readonly DocumentStatus[] = ['paid', 'sent', 'printed'];
const OPEN_STATUSES: readonly DocumentStatus[] = ['sent', 'sent', 'printed'];

interface Timing {
  readonly role: Role;
  readonly issuedOffset: number;
  readonly dueOffset: number;
  readonly paidOffset: number | null;
  readonly isPartPaid: boolean;
}

function timing(plan: CompanyPlan, random: SeededRandom): Timing {
  const isOpenMix = plan.mix === 'open';
  const dueOffset = random.integer(-120, isOpenMix ? 2 : 30);
  const issuedOffset = Math.min(0, dueOffset - random.pick([7, 14, 14, 14, 21, 30, 30]));
  const roll = random.integer(1, 1000);
  const role = isOpenMix ? VAT : (ROLES.find(([upTo]) => roll <= upTo)?.[1] ?? VAT);
  const isPaid = !isOpenMix && !role.isDraft && random.chance(0.3);
  const paidOffset = isPaid ? Math.min(0, random.integer(issuedOffset, dueOffset + 20)) : null;
  return {
    role,
    issuedOffset,
    dueOffset,
    paidOffset,
    isPartPaid: !isOpenMix && random.chance(0.08),
  };
}

/** All documents of a day share one string. */
function dayCache(startDay: string): (offset: number) => string {
  const start = localDate(startDay);
  const known = new Map<number, string>();
  return (offset) => {
    const day = known.get(offset) ?? addDays(start, offset);
    known.set(offset, day);
    return day;
  };
}

/** "16/03/2023": counted per kind and month; unique only inside its kind. */
function nextNumber(numbers: Map<string, number>, prefix: string, issuedOn: string): string {
  const month = `${issuedOn.slice(5, 7)}/${issuedOn.slice(0, 4)}`;
  const next = (numbers.get(prefix + month) ?? 0) + 1;
  numbers.set(prefix + month, next);
  return `${prefix}${next}/${month}`;
}

/** Takes it out, so that nothing is corrected twice. */
function takeOne(list: SandboxDocument[], random: SeededRandom): SandboxDocument | undefined {
  if (list.length === 0) return undefined;
  return list.splice(random.integer(Math.max(0, list.length - 40), list.length - 1), 1)[0];
}
