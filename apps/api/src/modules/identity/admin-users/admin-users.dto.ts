import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

export class AdminUserFilter {
  /** Part of the user name, the address or the name. */
  @Omittable()
  @IsString()
  @Length(1, 100)
  text?: string;

  @Omittable()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

export class AdminUserView {
  id: string;
  username: string;
  email: string;
  name: string;
  isInstanceAdmin: boolean;
  isDisabled: boolean;
  hasSecondFactor: boolean;
  /** How many accounts the person belongs to. */
  accounts: number;
  lastSeenAt: string | null;
}

export class AdminUserPage {
  items: AdminUserView[];
  nextCursor: string | null;
}

export class AdminUserParams {
  @IsUUID()
  userId: string;
}

export class InstanceAdminBody {
  @IsBoolean()
  isInstanceAdmin: boolean;
}
