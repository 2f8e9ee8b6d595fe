import { IsIn, IsString, IsUUID, Length } from 'class-validator';

import { Omittable } from '../../platform/http/omittable.js';

const CLAIM_KINDS = ['commercial', 'public-body', 'public-health', 'consumer'] as const;
type ClaimKind = (typeof CLAIM_KINDS)[number];

export class ClientPickerFilter {
  /** Part of a name, a tax number or an e-mail address. */
  @Omittable()
  @IsString()
  @Length(1, 100)
  q?: string;
}

export class ClientOption {
  id: string;
  name: string;
  taxNumber: string | null;
}

export class ClientOptions {
  items: ClientOption[];
}

export class ClientParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  clientId: string;
}

export class ClientPatch {
  /** What the client is in the eyes of late-payment law. Null: as its tax number tells. */
  @Omittable()
  @IsIn([...CLAIM_KINDS, null])
  claimKind?: ClaimKind | null;

  /** A message for each invoice, or one for all that is due. Null: as the account has it. */
  @Omittable()
  @IsIn([true, false, null])
  isNoticePerInvoice?: boolean | null;
}

export class ClientDetails {
  id: string;
  name: string;
  taxNumber: string | null;
  claimKind: ClaimKind | null;
  /** A message for each invoice, or one for all that is due; null as the account has it. */
  isNoticePerInvoice: boolean | null;
  /** The ETag. */
  version: number;
}
