import { isCurrency } from '@invoicetracker/money';
import {
  type Finding,
  finding,
  type InvoiceKind,
  type InvoiceRecord,
  type SetAside,
  type SetAsideReason,
  told,
} from '@invoicetracker/provider-kit';

import { readKsefNumber } from '../ksef-number.js';
import { isFactor, issuesOf } from '../stored-list.js';
import { amountsOf } from './amounts.js';
import { buyerOf } from './buyer.js';
import { type Fa, type FaBody, FaDocument } from './document.js';
import { dueDateOf } from './due-date.js';
import { linesOf } from './lines.js';
import { parseXml } from './parse-xml.js';

/** One document: the record, or the reason why it cannot be one. */
export type ReadInvoice =
  | { readonly isUsable: true; readonly record: InvoiceRecord }
  | { readonly isUsable: false; readonly setAside: SetAside };

/** @param nip whose document it must be: one of somebody else's would turn a debt into a claim */
export function readInvoice(ksefNumber: string, nip: string, xml: string): ReadInvoice {
  const aside = (reason: SetAsideReason, ...findings: readonly Finding[]): ReadInvoice => ({
    isUsable: false,
    setAside: {
      collection: 'invoices',
      externalId: ksefNumber,
      reason,
      ...told(...findings),
      record: { xml },
    },
  });
  const parsed = FaDocument.safeParse(parseXml(xml));
  if (!parsed.success) return aside('malformed', ...issuesOf(parsed.error));
  const document = parsed.data.Faktura;
  const { Fa: fa } = document;
  const form = document.Naglowek.WariantFormularza;
  if (form !== '2' && form !== '3')
    return aside('unknown-form', finding('form-not-read', 'WariantFormularza', form));
  if (document.Podmiot1.DaneIdentyfikacyjne.NIP !== nip)
    return aside('malformed', finding('seller-is-another', 'Podmiot1'));
  if (!isCurrency(fa.KodWaluty))
    return aside('unknown-currency', finding('not-a-currency', 'KodWaluty'));
  const kind = kindOf(fa);
  if (kind === null)
    return aside('unknown-form', finding('kind-not-known', 'RodzajFaktury', fa.RodzajFaktury));
  return kind === 'credit_note'
    ? readCorrection(ksefNumber, document, aside)
    : readDebt(ksefNumber, document, kind, aside);
}

type Aside = (reason: SetAsideReason, ...findings: readonly Finding[]) => ReadInvoice;

function readDebt(number: string, document: Fa, kind: InvoiceKind, aside: Aside): ReadInvoice {
  const { Fa: fa } = document;
  if (isSold(document)) return aside('claim-sold', finding('claim-sold'));
  const amounts = amountsOf(fa);
  const due = dueDateOf(fa, amounts.openMinor <= 0n ? (amounts.paidOn ?? fa.P_1) : null);
  if ('missing' in due) return aside('no-due-date', due.missing);
  const record = {
    ...common(number, document),
    ...amounts,
    kind,
    dueOn: due.dueOn,
    correctsExternalId: null,
  };
  return { isUsable: true, record };
}

/** A correction of several invoices says only by how much their sum changes, so it can be set off against none. */
function readCorrection(number: string, document: Fa, aside: Aside): ReadInvoice {
  const corrected = document.Fa.DaneFaKorygowanej;
  if (corrected.length > 1)
    return aside('unclear-correction', finding('corrects-several', null, String(corrected.length)));
  const record = {
    ...common(number, document),
    ...amountsOf(document.Fa),
    kind: 'credit_note' as const,
    dueOn: null,
    // one issued outside KSeF has no number there
    correctsExternalId: corrected[0]?.NrKSeFFaKorygowanej ?? null,
  };
  return { isUsable: true, record };
}

function common(number: string, { Podmiot2: buyer, Fa: fa }: Fa) {
  const accounts = fa.Platnosc?.RachunekBankowy ?? [];
  const account = accounts.find((one) => one.OpisRachunku === fa.KodWaluty) ?? accounts[0];
  return {
    collection: 'invoices',
    externalId: number,
    sequence: readKsefNumber(number)?.sequence ?? 0n,
    number: fa.P_2,
    isDraft: false,
    currency: fa.KodWaluty,
    issuedOn: fa.P_1,
    soldOn: fa.P_6 ?? fa.OkresFa?.P_6_Do ?? null,
    client: buyerOf(buyer),
    paymentMethod: methodOf(fa),
    bankAccount: account?.NrRB?.replace(/\s/g, '') ?? null,
    bankName: account?.NazwaBanku ?? null,
    swift: account?.SWIFT ?? null,
    isSplitPayment: fa.Adnotacje?.P_18A === '1',
    ksefNumber: number,
    lines: linesOf(fa),
    payLink: linkOf(fa.Platnosc?.LinkDoPlatnosci ?? null),
  };
}

/** Either sign is enough: somebody else may ask for the money now, and the firm no longer. */
function isSold({ Podmiot3: others, Fa: fa }: Fa): boolean {
  const accounts = fa.Platnosc?.RachunekBankowyFaktora ?? [];
  return accounts.length > 0 || others.some(({ Rola: role }) => isFactor(role));
}

function kindOf(fa: FaBody): InvoiceKind | null {
  switch (fa.RodzajFaktury) {
    case 'VAT':
      return fa.Adnotacje?.PMarzy?.P_PMarzy === '1' ? 'margin' : 'invoice';
    case 'UPR':
      return 'invoice';
    case 'ZAL':
      return 'advance';
    case 'ROZ':
      return 'final';
    case 'KOR':
    case 'KOR_ZAL':
    case 'KOR_ROZ':
      return 'credit_note';
    default:
      return null;
  }
}

const METHODS: Readonly<Record<string, string>> = {
  1: 'cash',
  2: 'card',
  3: 'voucher',
  4: 'cheque',
  5: 'credit',
  6: 'transfer',
  7: 'mobile',
};

function methodOf({ Platnosc: payment }: FaBody): string | null {
  return METHODS[payment?.FormaPlatnosci ?? ''] ?? payment?.OpisPlatnosci ?? null;
}

/** Shown as a link to press, so nothing but a web address. */
function linkOf(text: string | null): string | null {
  return text !== null && /^https:\/\/\S+$/i.test(text) ? text : null;
}
