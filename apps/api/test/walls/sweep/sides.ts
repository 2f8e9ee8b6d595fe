/** A word that stands in every text of one firm and in no text of the other. */
export const MARKS = { ours: 'Naszoznak', theirs: 'Cudzoznak' } as const;
export type Side = keyof typeof MARKS;

export function otherSide(side: Side): Side {
  return side === 'ours' ? 'theirs' : 'ours';
}
