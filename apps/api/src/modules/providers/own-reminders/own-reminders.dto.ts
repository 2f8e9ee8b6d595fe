import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';

export const OWN_REMINDER_ANSWERS = ['switched-off-there', 'both-accepted'] as const;

export class OwnRemindersParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  connectionId: string;
}

export class RemindedClientsQuery {
  @IsOptional()
  @Matches(/^[\w-]{1,600}$/)
  cursor?: string;
}

export class OwnRemindersBody {
  /** Somebody has switched them off in the invoicing system, or both are to go out. */
  @IsIn(OWN_REMINDER_ANSWERS)
  answer: 'switched-off-there' | 'both-accepted';
}

export class OwnRemindersView {
  connectionId: string;
  connectionName: string;
  provider: string;
  /** Whether the provider reminds clients by itself; `unknown` where it does not say. */
  state: 'off' | 'on' | 'unknown';
  /** Nothing automatic is sent, for the connection or for some clients, before somebody has answered. */
  isAnswerNeeded: boolean;
  /** Clients the provider reminds. */
  remindedClients: number;
  /** Of these, those nobody has answered for yet. */
  unansweredClients: number;
  answer: 'switched-off-there' | 'both-accepted' | null;
  answeredBy: string | null;
  answeredAt: string | null;
  version: number;
}

export class RemindedClient {
  clientId: string;
  name: string;
  activeCases: number;
  isAnswered: boolean;
}

export class RemindedClientPage {
  items: RemindedClient[];
  nextCursor: string | null;
}
