import type { CaseView } from '../../shared/api/schemas.js';

/** What happens to a case next, ready to be put in words. */
export type WhatNext =
  | { readonly kind: 'closed'; readonly on: string | null; readonly reason: string | null }
  | {
      readonly kind: 'held';
      readonly as: HeldAs;
      readonly until: string | null;
      readonly reason: string;
    }
  | { readonly kind: 'needsPerson'; readonly reason: NeedsPerson; readonly noticeId: string | null }
  | {
      readonly kind: 'onItsWay';
      readonly stageKey: string | null;
      readonly noticeId: string | null;
    }
  | {
      readonly kind: 'written';
      readonly stageKey: string | null;
      readonly noticeId: string | null;
      /** The code of today's answer: why the notice has not left. */
      readonly waitsFor: string;
    }
  | {
      readonly kind: 'inHand';
      readonly way: 'letter' | 'task';
      readonly stageKey: string | null;
    }
  | {
      readonly kind: 'instalment';
      readonly on: string;
      readonly stageKey: string;
      /** The instalment it is about: its day, and which of how many it is. */
      readonly due: string;
      readonly place: number;
      readonly count: number;
      /** If it stays unpaid the plan is broken on this day. */
      readonly breaksOn: string;
    }
  | { readonly kind: 'waits'; readonly reason: WaitsFor }
  | { readonly kind: 'done'; readonly isReadyForHandOver: boolean }
  | {
      readonly kind: 'step';
      readonly on: string;
      readonly stageKey: string;
      readonly audience: 'client' | 'staff';
      /** Days from the due date by the plan; null when the stage is no longer in it. */
      readonly offsetDays: number | null;
      /** The day the plan names, when the step comes later than that. */
      readonly laterThan: string | null;
    };

/** The reason a case waits for while something holds it, by what that is. */
export const HELD_AS = {
  stop: 'held',
  reply: 'reply-unanswered',
  promise: 'promised',
  dispute: 'disputed',
  'credit-expected': 'credit-expected',
} as const;
export type HeldAs = (typeof HELD_AS)[keyof typeof HELD_AS];

/** Reasons that do not go away by themselves. */
export const NEEDS_PERSON = [
  'notice-refused',
  'outcome-unknown',
  'no-contact',
  'no-address',
] as const;
export type NeedsPerson = (typeof NEEDS_PERSON)[number];

/** Today's answers that say no more than that a notice is about to leave. */
const LEAVES: ReadonlySet<string> = new Set(['planned', 'grouped', 'waiting-for-outcome']);

/** What waits for a person of the firm to post it, or do it. */
const IN_HAND: ReadonlyMap<string, 'letter' | 'task'> = new Map([
  ['letter-not-posted', 'letter'],
  ['task-not-done', 'task'],
]);

/** What holds a case of a connection back, for all its cases alike. */
export const WAITS_FOR = [
  'first-sync-unfinished',
  'old-debts-undecided',
  'own-reminders-unanswered',
  'old-debt-held',
  'old-debt-capped',
  'statement-only',
] as const;
export type WaitsFor = (typeof WAITS_FOR)[number];

const waitsFor = (reason: string | null): reason is WaitsFor =>
  WAITS_FOR.some((known) => known === reason);

export const needsPerson = (reason: string | null): reason is NeedsPerson =>
  NEEDS_PERSON.some((known) => known === reason);

/** While the client pays by instalments: what is said of the awaited one; null where nothing is. */
function nextOfPlan(one: CaseView): WhatNext | null {
  const answer = one.todaysAnswer;
  const noticeId = answer?.notice?.id ?? null;
  if (answer && noticeId !== null && answer.code !== 'sent') {
    const notice = { stageKey: answer.stageKey, noticeId };
    return LEAVES.has(answer.code)
      ? { kind: 'onItsWay', ...notice }
      : { kind: 'written', ...notice, waitsFor: answer.code };
  }
  if (needsPerson(one.nextReason))
    return { kind: 'needsPerson', reason: one.nextReason, noticeId: null };
  const [step] = one.plan;
  const plan = one.promises.find(({ state }) => state === 'open');
  if (!step?.instalmentOn || plan === undefined) return null;
  const { instalmentOn: due, on, stageKey } = step;
  const place = plan.instalments.findIndex((part) => part.on === due) + 1;
  const count = plan.instalments.length;
  return { kind: 'instalment', on, stageKey, due, place, count, breaksOn: plan.breaksOn };
}

/** Reads from a case what comes next: the first step of its plan, or why there is none. */
export function whatNext(one: CaseView): WhatNext {
  if (one.state === 'closed') return { kind: 'closed', on: one.closedOn, reason: one.closedReason };
  const ofInstalment = one.hold?.code === 'promise' ? nextOfPlan(one) : null;
  if (ofInstalment !== null) return ofInstalment;
  if (one.hold) {
    const { code, until, reason } = one.hold;
    return { kind: 'held', as: HELD_AS[code], until, reason };
  }
  const open = one.stages.find(
    ({ outcome }) => outcome === 'refused' || outcome === 'unknown' || outcome === 'pending',
  );
  if (needsPerson(one.nextReason)) {
    return { kind: 'needsPerson', reason: one.nextReason, noticeId: open?.noticeId ?? null };
  }
  if (one.nextReason === 'waiting-for-outcome') {
    const notice = { stageKey: open?.stageKey ?? null, noticeId: open?.noticeId ?? null };
    const answer = one.todaysAnswer?.code ?? 'planned';
    return LEAVES.has(answer)
      ? { kind: 'onItsWay', ...notice }
      : { kind: 'written', ...notice, waitsFor: answer };
  }
  const way = IN_HAND.get(one.nextReason ?? '');
  if (way) return { kind: 'inHand', way, stageKey: open?.stageKey ?? null };
  if (waitsFor(one.nextReason)) return { kind: 'waits', reason: one.nextReason };
  const [step] = one.plan;
  if (!step) return { kind: 'done', isReadyForHandOver: one.isReadyForHandOver };
  const stage = one.stages.find(({ stageKey }) => stageKey === step.stageKey);
  return {
    kind: 'step',
    on: step.on,
    stageKey: step.stageKey,
    audience: step.audience,
    offsetDays: stage?.offsetDays ?? null,
    laterThan: stage && stage.dueOn < step.on ? stage.dueOn : null,
  };
}
