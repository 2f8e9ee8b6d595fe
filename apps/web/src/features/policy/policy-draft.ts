import type { MinimumAmount, PolicyBody, PolicyView } from '../../shared/api/schemas.js';

/** A policy while it is being changed; an emptied number field is undefined until it is filled again. */
export interface PolicyDraft {
  name: string;
  caseOpensOffsetDays: number | undefined;
  minGapDays: number | undefined;
  stages: StageDraft[];
}

export type Attachment = PolicyView['stages'][number]['attachments'][number];

/** What a stage can send along. */
export const ATTACHMENTS: readonly Attachment[] = ['statement', 'payment-code'];

export interface StageDraft {
  readonly key: string;
  offsetDays: number | undefined;
  audience: 'client' | 'staff';
  isEnabled: boolean;
  minimumAmounts: MinimumAmount[];
  attachments: Attachment[];
}

export const draftOf = (policy: PolicyView): PolicyDraft => ({
  name: policy.name,
  caseOpensOffsetDays: policy.caseOpensOffsetDays,
  minGapDays: policy.minGapDays,
  stages: policy.stages.map(
    ({ key, offsetDays, audience, isEnabled, minimumAmounts, attachments }) => ({
      key,
      offsetDays,
      audience,
      isEnabled,
      minimumAmounts: minimumAmounts.map((least) => ({ ...least })),
      attachments: [...attachments],
    }),
  ),
});

/** The request for a draft; an empty field counts as 0, as its placeholder says. */
export const bodyOf = (draft: PolicyDraft): PolicyBody => ({
  name: draft.name,
  caseOpensOffsetDays: draft.caseOpensOffsetDays ?? 0,
  minGapDays: draft.minGapDays ?? 0,
  stages: draft.stages.map((stage) => ({ ...stage, offsetDays: stage.offsetDays ?? 0 })),
});
