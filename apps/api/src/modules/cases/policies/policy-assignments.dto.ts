import { IsBoolean, IsIn, IsUUID, ValidateIf } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

export type TargetKind = 'default' | 'group' | 'client' | 'invoice';

export class AssignmentBody {
  /** Whom the policy is for; `default` is everybody nothing nearer is said about. */
  @IsIn(['default', 'group', 'client', 'invoice'])
  kind: TargetKind;

  /** The group, client or invoice; left out for `default`. */
  @Omittable()
  @IsUUID()
  targetId?: string;

  /** Null takes the assignment away; the next wider one holds then. */
  @ValidateIf((body: AssignmentBody) => body.policyId !== null)
  @IsUUID()
  policyId: string | null;
}

export class AssignmentChangeBody extends AssignmentBody {
  /** Running cases go over to the policy; otherwise only those do that open from now on. */
  @IsBoolean()
  isMovingRunning: boolean;
}

export class AssignmentView {
  kind: TargetKind;
  targetId: string;
  /** The name of the group or client, or the number of the invoice. */
  targetName: string;
  policyId: string;
  policyName: string;
}

export class AssignmentList {
  items: AssignmentView[];
}
