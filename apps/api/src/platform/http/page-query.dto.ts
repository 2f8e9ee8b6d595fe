import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

import { Omittable } from './omittable.js';

/** Which page of a list is asked for. */
export class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 100;

  /** The `nextCursor` of the page before. */
  @Omittable()
  @IsString()
  @Length(1, 2000)
  cursor?: string;
}
