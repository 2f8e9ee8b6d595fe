import { Injectable } from '@nestjs/common';

import {
  type ClientRecord,
  ProviderError,
  type ReadsClients,
  type SwitchesOffOwnReminders,
} from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { lookAtConnectionAgain } from '../../cases/contract/look-at-connection-again.js';
import { StoredKey } from '../connections/stored-key.js';
import { type OpenProvider, ProviderCalls } from '../provider-calls.js';
import { noteOwnReminders } from '../records/note-own-reminders.js';
import { type Answer, askEach } from '../sync/ask-each.js';
import { type RefusedSwitch, SWITCHED_AT_ONCE, type SwitchOffView } from './own-reminders.dto.js';

interface Reminded {
  readonly clientId: string;
  readonly name: string;
  readonly externalId: string;
}

type Told = Answer<Reminded, ClientRecord | 'gone'>;

/** Somebody is waiting in front of the screen. */
const CALLS = { maxWaitMs: 20_000, retries: 1 };

/** Tells the provider to stop reminding clients by itself, and believes it when it says so itself afterwards. */
@Injectable()
export class SwitchOffOwnReminders {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
  ) {}

  /**
   * @param clientIds left out: whoever is reminded, a few at a time
   * @throws NotFound; Invalid `cannot-switch-off`; DomainError `provider-unavailable` when nothing could be changed
   */
  async execute(
    scope: AccountScope,
    connectionId: string,
    clientIds?: readonly string[],
  ): Promise<SwitchOffView> {
    const { connection, reminded } = await this.tenancy.inAccount(scope, async (tx) => ({
      connection: await this.keys.open(tx, scope, connectionId),
      reminded: await remindedOf(tx, scope, connectionId, clientIds),
    }));
    const open = this.calls.open(connection.provider, connection.credentials, {
      ...CALLS,
      accountId: scope.accountId,
    });
    const able = requireAble(open);
    const { answers, stoppedBy } = await askEach(reminded, async ({ externalId }) => {
      await able.switchOffOwnReminders(open.context, externalId);
      return able.getClient(open.context, externalId);
    });
    if (stoppedBy !== null && answers.length === 0) throw unavailable(stoppedBy);
    return this.note(scope, connectionId, answers);
  }

  private note(
    scope: AccountScope,
    connectionId: string,
    answers: readonly Told[],
  ): Promise<SwitchOffView> {
    const { accountId } = scope;
    const now = this.clock.now();
    const records = answers.flatMap((answer) =>
      answer.kind === 'told' && answer.told !== 'gone' ? [answer.told] : [],
    );
    return this.tenancy.inAccount(scope, async (tx) => {
      await noteOwnReminders(tx, { accountId, connectionId, now }, records);
      await lookAtConnectionAgain(tx, scope, await this.day.today(tx, scope), connectionId);
      const switchedOff = records.filter(({ ownReminders }) => ownReminders === false).length;
      await audit(tx, scope, now, {
        action: 'own-reminders.switched-off',
        objectKind: 'connection',
        objectId: connectionId,
        after: { clients: switchedOff },
      });
      const row = await tx.one<{ left: number }>(
        'select count(*)::int as left from client_own_reminders where account_id = $1 and connection_id = $2 and is_on',
        [accountId, connectionId],
      );
      return { switchedOff, refused: answers.flatMap(refusalOf), left: row?.left ?? 0 };
    });
  }
}

function remindedOf(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  clientIds: readonly string[] | undefined,
): Promise<Reminded[]> {
  return tx.query<Reminded>(
    `select l.id as "clientId", l.name, l.external_id as "externalId"
       from client_own_reminders k join clients l on l.account_id = k.account_id and l.id = k.client_id
      where k.account_id = $1 and k.connection_id = $2 and k.is_on and ($3::uuid[] is null or l.id = any ($3))
      order by k.noticed_at, l.id limit $4`,
    [scope.accountId, connectionId, clientIds ?? null, SWITCHED_AT_ONCE],
  );
}

function requireAble({ provider }: OpenProvider): SwitchesOffOwnReminders & ReadsClients {
  const { switchOffOwnReminders, getClient } = provider;
  if (switchOffOwnReminders !== undefined && getClient !== undefined)
    return { switchOffOwnReminders, getClient };
  throw new Invalid(
    'cannot-switch-off',
    'This invoicing system does not let itself be told. Switch its reminders off there.',
  );
}

/** It said nothing, or that it goes on: the client stays on the list with the reason. */
function refusalOf(answer: Told): RefusedSwitch[] {
  const { clientId, name } = answer.asked;
  if (answer.kind === 'unusable') return [{ clientId, name, detail: answer.error.message }];
  if (answer.told === 'gone' || answer.told.ownReminders === false) return [];
  return [{ clientId, name, detail: 'It still says that it reminds this client.' }];
}

function unavailable(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  return new DomainError('unavailable', 'provider-unavailable', error.message);
}
