import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

import { NoticeParams } from '../notices/notices.dto.js';

export class AttachmentParams extends NoticeParams {
  /** Counts from 1, in the order of the notice's attachments. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  position: number;
}
