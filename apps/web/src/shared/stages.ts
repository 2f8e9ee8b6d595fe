/** The five steps of the dunning plan in order; the keys survive every change of the policy. */
export const STAGE_KEYS = [
  'reminder-before-due',
  'overdue-notice',
  'demand',
  'hand-over-notice',
  'hand-over',
] as const;

const OWN = /^(.+?)-([2-9]|[1-9]\d)$/;

/** Of a stage the account has made itself: the shipped one it is modelled on, and its number. `demand-2` */
export function modelOf(key: string): { readonly model: string; readonly number: number | null } {
  const [, model, number] = OWN.exec(key) ?? [];
  return model === undefined ? { model: key, number: null } : { model, number: Number(number) };
}

/** 1 to 5; 0 for a case that has not reached a stage (or a key this version does not know). */
export const stagePosition = (key: string | null): number =>
  key === null ? 0 : STAGE_KEYS.findIndex((known) => known === modelOf(key).model) + 1;
