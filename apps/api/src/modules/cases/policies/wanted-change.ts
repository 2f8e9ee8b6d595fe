import type { DunningPolicy } from '@invoicetracker/dunning';

import type { TargetKind } from './policy-assignments.dto.js';

/** Whom a policy is assigned to, below the account's default. */
export interface Target {
  readonly kind: Exclude<TargetKind, 'default'>;
  readonly id: string;
}

/** A change of the policies that may move running cases. */
export type WantedChange =
  | {
      readonly kind: 'version';
      readonly policyId: string;
      /** null where nothing is saved: a preview */
      readonly revision: number | null;
      readonly name: string;
      /** what the account calls its stages from now on */
      readonly stageNames: readonly { readonly key: string; readonly name?: string | null }[];
      readonly policyOf: (before: DunningPolicy) => DunningPolicy;
    }
  | { readonly kind: 'assignment'; readonly target: Target; readonly policyId: string | null }
  | { readonly kind: 'default'; readonly policyId: string };

/** Which active cases a change speaks of. */
export type Reach =
  | { readonly kind: 'policy' | 'group' | 'client' | 'invoice'; readonly id: string }
  | { readonly kind: 'everybody' };

/** A change that has been written, as its row keeps it. */
export interface WrittenChange {
  readonly kind: WantedChange['kind'];
  readonly policyId: string;
  readonly before: object;
  readonly after: object;
  readonly reach: Reach;
}
