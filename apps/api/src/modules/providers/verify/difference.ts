/** One thing that is not here as it is at the provider. */
export interface Difference {
  readonly kind:
    | 'missing-here'
    | 'missing-there'
    | 'amount'
    | 'open-amount'
    | 'due-date'
    | 'state'
    | 'number'
    | 'client'
    | 'unusable';
  /** The provider's list it belongs to; `clients` for clients. */
  readonly collection: string;
  readonly externalId: string;
  /** The invoice's number or the client's name. */
  readonly label: string;
  /** What differs, where it is one field of several. */
  readonly field: string | null;
  readonly stored: string | null;
  readonly provider: string | null;
}

/** Things of one kind with the fields in which they differ. */
export function fieldDifferences(
  of: Pick<Difference, 'collection' | 'externalId' | 'label'>,
  fields: readonly (readonly [
    kind: Difference['kind'],
    field: string,
    stored: string | null,
    provider: string | null,
  ])[],
): Difference[] {
  return fields
    .filter(([, , stored, provider]) => stored !== provider)
    .map(([kind, field, stored, provider]) => ({ ...of, kind, field, stored, provider }));
}
