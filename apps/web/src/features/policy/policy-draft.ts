import type { PolicyBody, PolicyView } from '../../shared/api/schemas.js';

/** A policy while it is being changed; an emptied number field is undefined until it is filled again. */
export interface PolicyDraft {
  caseOpensOffsetDays: number | undefined;
  minGapDays: number | undefined;
  stages: StageDraft[];
}

export interface StageDraft {
  readonly key: string;
  offsetDays: number | undefined;
  audience: 'client' | 'staff';
  isEnabled: boolean;
}

export const draftOf = (policy: PolicyView): PolicyDraft => ({
  caseOpensOffsetDays: policy.caseOpensOffsetDays,
  minGapDays: policy.minGapDays,
  stages: policy.stages.map(({ key, offsetDays, audience, isEnabled }) => ({
    key,
    offsetDays,
    audience,
    isEnabled,
  })),
});

/** The request for a draft; an empty field counts as 0, as its placeholder says. */
export const bodyOf = (draft: PolicyDraft): PolicyBody => ({
  caseOpensOffsetDays: draft.caseOpensOffsetDays ?? 0,
  minGapDays: draft.minGapDays ?? 0,
  stages: draft.stages.map((stage) => ({ ...stage, offsetDays: stage.offsetDays ?? 0 })),
});
