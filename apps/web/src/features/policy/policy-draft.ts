import type { MinimumAmount, PolicyBody, PolicyView } from '../../shared/api/schemas.js';

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

export type Attachment = PolicyView['stages'][number]['attachments'][number];

/** What a stage can send along. */
export const ATTACHMENTS: readonly Attachment[] = ['statement', 'payment-code'];

export type LateCharge = PolicyView['stages'][number]['interest'];

export interface StageDraft {
  readonly key: string;
  offsetDays: number | undefined;
  audience: 'client' | 'staff';
  isEnabled: boolean;
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
  stages: policy.stages.map(
    ({
      key,
      offsetDays,
      audience,
      isEnabled,
      minimumAmounts,
      needsApproval,
      attachments,
      interest,
      compensation,
    }) => ({
      key,
      offsetDays,
      audience,
      isEnabled,
      minimumAmounts: minimumAmounts.map((least) => ({ ...least })),
      needsApproval,
      attachments: [...attachments],
      interest,
      compensation,
    }),
  ),
});

/** The request for a draft; an empty field counts as 0, as its placeholder says. */
export const bodyOf = (draft: PolicyDraft): PolicyBody => ({
  name: draft.name,
  caseOpensOffsetDays: draft.caseOpensOffsetDays ?? 0,
  minGapDays: draft.minGapDays ?? 0,
  releaseMode: draft.releaseMode,
  stages: draft.stages.map((stage) => ({ ...stage, offsetDays: stage.offsetDays ?? 0 })),
});
