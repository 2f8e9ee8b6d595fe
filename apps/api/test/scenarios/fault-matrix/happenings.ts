import { type BooksControl, openMinor, type Sandbox } from '@invoicetracker/sandbox';

import { keepBooks } from '../../support/bookkeeping-day.js';

/** What may happen to the books at a provider; some let documents be issued only. */
export interface Happening {
  (sandbox: Sandbox, key: string, random: () => number, today: string, changes: number): void;
}

/** inFakt's own books. */
export const inCompany: Happening = keepBooks;

type Change = (books: Acting) => void;

interface Acting {
  readonly control: BooksControl;
  readonly key: string;
  readonly today: string;
  /** one of the documents that are meant; undefined: there is none */
  pick(isMeant: (document: BookDocument) => boolean): BookDocument | undefined;
  readonly random: () => number;
}

type BookDocument = ReturnType<BooksControl['documents']>[number];

const isOpenInvoice = (document: BookDocument) =>
  document.kind === 'invoice' && !document.isCancelled && openMinor(document) > 20_000;

/** People's work on books: each finds a document that it fits, or does nothing. */
export const CHANGES = {
  pay: ({ control, key, pick }) => on(pick(isOpenInvoice), ({ id }) => control.pay(key, { id })),
  partPay: ({ control, key, pick }) =>
    on(pick(isOpenInvoice), ({ id }) => control.partPay(key, { id, amountMinor: 100 })),
  unpay: ({ control, key, pick }) =>
    on(
      pick(({ payments, isCancelled }) => payments.length > 0 && !isCancelled),
      ({ id }) => control.unpay(key, { id }),
    ),
  remove: ({ control, key, pick }) =>
    on(
      pick(() => true),
      ({ id }) => control.remove(key, { id }),
    ),
  correct: ({ control, key, pick, today }) =>
    on(pick(isOpenInvoice), ({ id }) =>
      control.correct(key, { id, grossMinor: -10_000, issuedOn: today }),
    ),
  cancel: ({ control, key, pick, today }) =>
    on(
      pick((document) => isOpenInvoice(document) && document.payments.length === 0),
      ({ id }) => control.cancel(key, { id, issuedOn: today }),
    ),
  issue: ({ control, key, today, random }) =>
    control.issue(key, {
      grossMinor: 100_000 + Math.floor(random() * 10_000) * 100,
      issuedOn: today,
      dueOn: today,
    }),
  changeClient: ({ control, key, random }) => {
    const clients = control.clients(key);
    const { id } = clients[Math.floor(random() * clients.length)]!;
    control.changeClient(key, { id, fields: { phone: `+48 500 ${Math.floor(random() * 1e6)}` } });
  },
} as const satisfies Record<string, Change>;

/** Lets a few of these changes happen to books in nobody's format. */
export function inBooks(
  controlOf: (sandbox: Sandbox) => BooksControl,
  possible: readonly (keyof typeof CHANGES)[],
): Happening {
  return (sandbox, key, random, today, changes) => {
    const control = controlOf(sandbox);
    const pick: Acting['pick'] = (isMeant) => {
      const meant = control.documents(key).filter(isMeant);
      return meant[Math.floor(random() * meant.length)];
    };
    for (let change = 0; change < changes; change += 1) {
      const name = possible[Math.floor(random() * possible.length)]!;
      CHANGES[name]({ control, key, today, random, pick });
    }
  };
}

function on(document: BookDocument | undefined, act: (document: BookDocument) => unknown): void {
  if (document !== undefined) act(document);
}
