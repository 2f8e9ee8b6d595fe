import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export class StageBody {
  @Matches(/^[a-z0-9-]{1,60}$/)
  key: string;

  /** Days from the due date; negative before it. */
  @IsInt()
  @Min(-60)
  @Max(365)
  offsetDays: number;

  @IsBoolean()
  isEnabled: boolean;

  /** Whom the stage writes to. */
  @IsIn(['client', 'staff'])
  audience: 'client' | 'staff';
}

export class PolicyBody {
  /** Days from the due date at which a case opens, e.g. -2. */
  @IsInt()
  @Min(-60)
  @Max(0)
  caseOpensOffsetDays: number;

  /** Days between two contacts of one client. */
  @IsInt()
  @Min(0)
  @Max(60)
  minGapDays: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  @Type(() => StageBody)
  stages: StageBody[];
}

export class StageView extends StageBody {
  position: number;
}

export class PolicyView {
  version: number;
  caseOpensOffsetDays: number;
  minGapDays: number;
  stages: StageView[];
}
