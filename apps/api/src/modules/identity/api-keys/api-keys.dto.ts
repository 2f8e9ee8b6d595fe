import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { API_SCOPES, type ApiScope } from '../../../platform/auth/access-rule.js';

const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;
const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim() : value,
);

export class ApiKeyParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  apiKeyId: string;
}

export class ApiKeyBody {
  /** What uses the key, e.g. "Warehouse export". */
  @trimmed
  @IsString()
  @Length(1, 80)
  @Matches(ONE_LINE)
  name: string;

  /** What the key may do; `read` covers everything that changes nothing. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsIn(API_SCOPES, { each: true })
  scopes: ApiScope[];

  @IsInt()
  @Min(1)
  @Max(730)
  expiresInDays: number;
}

export class RotateApiKeyBody {
  /** Hours for which the old key goes on working; 0 ends it at once. */
  @IsInt()
  @Min(0)
  @Max(168)
  overlapHours: number;
}

/** `replaced` still works until `endsAt`; `expired` and `revoked` open nothing. */
export const API_KEY_STATES = ['active', 'replaced', 'expired', 'revoked'] as const;

export class ApiKeyView {
  id: string;
  name: string;
  /** The first letters after `itk_`, to know it by. */
  prefix: string;
  scopes: ApiScope[];
  /** The name of the person who made it; null when they have left. */
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  /** When a replaced key stops working. */
  endsAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
  state: (typeof API_KEY_STATES)[number];
}

export class ApiKeyPage {
  items: ApiKeyView[];
}

export class NewApiKeyView extends ApiKeyView {
  /** The key itself. Nobody can see it again. */
  key: string;
}
