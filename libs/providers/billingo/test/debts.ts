/** A document as the sandbox's books have it, as far as it matters here. */
interface Held {
  readonly id: number;
  readonly kind: string;
  readonly dueOn: string;
  readonly isCancelled: boolean;
  readonly grossMinor: number;
  readonly payments: readonly { readonly amountMinor: number }[];
}

interface Control {
  documents(key: string): readonly Held[];
}

/** What clients owe by a day, straight from the books: those partly paid first, as a pass reads them, newest first. */
export function debtsIn(control: Control, key: string, dueUntil: string) {
  return control
    .documents(key)
    .filter((document) => isClaim(document) && !document.isCancelled && document.dueOn <= dueUntil)
    .map(({ id, grossMinor, payments }) => ({
      id,
      openMinor: payments.reduce((open, { amountMinor }) => open - amountMinor, grossMinor),
      isPartlyPaid: payments.length > 0,
    }))
    .filter(({ openMinor }) => openMinor > 0)
    .sort((a, b) => Number(b.isPartlyPaid) - Number(a.isPartlyPaid) || b.id - a.id);
}

function isClaim({ kind, grossMinor }: Held): boolean {
  if (kind === 'correction') return grossMinor > 0;
  return kind === 'invoice' || kind === 'final' || kind === 'advance';
}
