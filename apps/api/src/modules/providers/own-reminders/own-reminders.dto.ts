import { ArrayMaxSize, ArrayMinSize, IsIn, IsUUID, Matches } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

/** Somebody is waiting, and the provider is asked twice for each. */
export const SWITCHED_AT_ONCE = 10;

/** A page of the list. */
export const CLIENTS_AT_ONCE = 100;

export const OWN_REMINDER_ANSWERS = ['switched-off-there', 'both-accepted'] as const;

export class OwnRemindersParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  connectionId: string;
}

export class RemindedClientsQuery {
  @Omittable()
  @Matches(/^[\w-]{1,600}$/)
  cursor?: string;
}

export class OwnRemindersBody {
  /** Somebody has switched them off in the invoicing system, or both are to go out. */
  @IsIn(OWN_REMINDER_ANSWERS)
  answer: 'switched-off-there' | 'both-accepted';

  /** For these clients, also where they were answered for before; left out: for all who wait for an answer. */
  @Omittable()
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(CLIENTS_AT_ONCE)
  clientIds?: string[];
}

export class SwitchOffBody {
  /** These clients; left out: all whom the provider still reminds. */
  @Omittable()
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(SWITCHED_AT_ONCE)
  clientIds?: string[];
}

export class RefusedSwitch {
  clientId: string;
  name: string;
  /** What the provider says. */
  detail: string;
}

export class SwitchOffView {
  /** Clients whom the provider says now that it does not remind. */
  switchedOff: number;
  refused: RefusedSwitch[];
  /** Clients it still reminds, those it refused among them. */
  left: number;
}

export class OwnRemindersView {
  connectionId: string;
  connectionName: string;
  provider: string;
  /** Whether the provider reminds clients by itself; `unknown` where it does not say. */
  state: 'off' | 'on' | 'unknown';
  /** Whether we can tell the provider to stop. */
  canSwitchOff: boolean;
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
  /** Null: nothing is sent to it before somebody has answered. */
  answer: 'switched-off-there' | 'both-accepted' | null;
}

export class RemindedClientPage {
  items: RemindedClient[];
  nextCursor: string | null;
}
