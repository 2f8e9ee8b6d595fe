import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export class AdminUserFilter {
  /** Part of the user name, the address or the name. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  text?: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  @IsOptional()
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
