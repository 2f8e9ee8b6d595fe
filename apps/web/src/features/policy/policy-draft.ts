import type { MinimumAmount, PolicyBody, PolicyView } from '../../shared/api/schemas.js';
import { modelOf } from '../../shared/stages.js';
import { plainAmount } from '../../shared/i18n/typed-amount.js';

type Stage = PolicyView['stages'][number];
export type Attachment = Stage['attachments'][number];
export type Channel = Stage['channel'];
export type SenderKind = Stage['senderKind'];

/** What a stage can send along. */
export const ATTACHMENTS: readonly Attachment[] = ['invoice-pdf', 'statement', 'payment-code'];
export const CHANNELS: readonly Channel[] = ['email', 'letter', 'task'];
export const SENDER_KINDS: readonly SenderKind[] = ['normal', 'escalated'];
/** As many as the server takes. */
export const MOST_STAGES = 12;

/** A policy while it is being changed; an emptied number field is undefined until it is filled again. */
export interface PolicyDraft {
  name: string;
  caseOpensOffsetDays: number | undefined;
  minGapDays: number | undefined;
  releaseMode: ReleaseMode;
  stages: StageDraft[];
}

export type ReleaseMode = PolicyView['releaseMode'];

/** How far a plan goes by itself. */
export const RELEASE_MODES: readonly ReleaseMode[] = ['active', 'draft', 'off'];

export type LateCharge = Stage['interest'];

export interface StageDraft {
  readonly key: string;
  /** Empty: its usual name. */
  name: string;
  offsetDays: number | undefined;
  audience: 'client' | 'staff';
  isEnabled: boolean;
  channel: Channel;
  senderKind: SenderKind;
  minimumAmounts: MinimumAmount[];
  needsApproval: boolean;
  attachments: Attachment[];
  interest: LateCharge;
  compensation: LateCharge;
}

export const draftOf = (policy: PolicyView): PolicyDraft => ({
  name: policy.name,
  caseOpensOffsetDays: policy.caseOpensOffsetDays,
  minGapDays: policy.minGapDays,
  releaseMode: policy.releaseMode,
  stages: policy.stages.map(({ position: _, name, minimumAmounts, attachments, ...stage }) => ({
    ...stage,
    name: name ?? '',
    minimumAmounts: minimumAmounts.map((least) => ({ ...least })),
    attachments: [...attachments],
  })),
});

/** The request for a draft; an empty day counts as 0, as its placeholder says, and a comma as a point. */
export const bodyOf = (draft: PolicyDraft): PolicyBody => ({
  name: draft.name,
  caseOpensOffsetDays: draft.caseOpensOffsetDays ?? 0,
  minGapDays: draft.minGapDays ?? 0,
  releaseMode: draft.releaseMode,
  stages: draft.stages.map((stage) => ({
    ...stage,
    name: stage.name.trim() || null,
    offsetDays: stage.offsetDays ?? 0,
    minimumAmounts: stage.minimumAmounts.map(({ amount, currency }) => ({
      amount: plainAmount(amount, currency),
      currency,
    })),
  })),
});

/** A stage that is modelled on a shipped one: that one itself where the plan does not have it, else one of its own. */
export function newStage(
  draft: PolicyDraft,
  model: string,
  taken: Iterable<string>,
): Pick<StageDraft, 'key'> {
  const used = new Set([...draft.stages.map(({ key }) => key), ...taken]);
  if (!draft.stages.some(({ key }) => key === model)) return { key: model };
  let number = 2;
  while (used.has(`${model}-${number}`)) number += 1;
  return { key: `${model}-${number}` };
}

/** Puts a stage where its day says. */
export function withStage(stages: readonly StageDraft[], stage: StageDraft): StageDraft[] {
  const at = stages.findIndex(
    (other) => other.audience === 'staff' || (other.offsetDays ?? 0) > (stage.offsetDays ?? 0),
  );
  return at === -1 ? [...stages, stage] : stages.toSpliced(at, 0, stage);
}

/** The free day for one more stage like this: a week after the last of its kind. */
export function nextDay(draft: PolicyDraft, model: string): number {
  const days = draft.stages
    .filter(({ key }) => modelOf(key).model === model)
    .map(({ offsetDays }) => offsetDays ?? 0);
  const all = new Set(draft.stages.map(({ offsetDays }) => offsetDays));
  let day = days.length === 0 ? 7 : Math.max(...days) + 7;
  while (all.has(day)) day += 1;
  return Math.min(365, day);
}
