import { IsString, Length } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

export class StepUpBody {
  /** For somebody without a second factor. */
  @Omittable()
  @IsString()
  @Length(1, 128)
  password?: string;

  /** Six digits from the app, or a recovery code. */
  @Omittable()
  @IsString()
  @Length(6, 40)
  code?: string;
}

export class StepUpView {
  /** Until when risky changes are allowed without asking again. */
  verifiedUntil: string;
}
