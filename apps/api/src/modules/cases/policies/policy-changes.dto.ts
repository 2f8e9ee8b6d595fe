import { IsUUID } from 'class-validator';

export class PolicyChangeParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  changeId: string;
}

export class PolicyChangeView {
  id: string;
  kind: 'version' | 'assignment' | 'default';
  policyId: string;
  policyName: string;
  /** Of a new version: its number. */
  version: number | null;
  /** Of an assignment: whom it is for. */
  targetName: string | null;
  movedCases: number;
  madeBy: string | null;
  madeAt: string;
  undoneBy: string | null;
  undoneAt: string | null;
  /** The newest change that still holds: the one that can be taken back now. */
  isUndoable: boolean;
}

export class PolicyChangeList {
  items: PolicyChangeView[];
}
