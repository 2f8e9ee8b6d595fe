import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { QUEUE_SCHEMA, QUEUES } from '../../platform/jobs/queues.js';
import { Sealer } from '../../platform/sealing/sealer.js';
import { SealingUsage } from '../../platform/sealing/sealing-usage.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { RateAlarms } from '../late-payment/contract/rate-alarms.js';
import { type TroubledHost, TroubledHosts } from '../providers/contract/troubled-hosts.js';
import type {
  AdminHealthView,
  AlarmView,
  ProviderHostView,
  QueueView,
  SealingKeyView,
} from './admin-health.dto.js';

const DAY_MS = 24 * 3600 * 1000;
/** A job that has waited so long is not picked up: there is no worker, or too few. */
const STUCK_MS = 15 * 60 * 1000;

interface BrokenChain {
  accountId: string | null;
  since: Date;
  problem: { seq: number; kind: string };
}

/** What an operator of the installation should know: alarms first, then queues and sealing keys. */
@Injectable()
export class AdminHealthQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly usage: SealingUsage,
    private readonly hosts: TroubledHosts,
    private readonly rates: RateAlarms,
  ) {}

  async show(): Promise<AdminHealthView> {
    const wall = this.clock.wallNow();
    const [broken, hosts, queues, keys, rates] = await Promise.all([
      this.brokenChains(),
      this.hosts.all(),
      this.queues(wall),
      this.keys(),
      this.rates.all(),
    ]);
    const alarms = [
      ...broken.map(alarmOfChain),
      ...hosts.filter(({ state }) => state === 'down').map(alarmOfHost),
      ...rates.map(({ since, ...alarm }) => ({
        ...alarm,
        accountId: null,
        since: since.toISOString(),
      })),
      ...queues.flatMap((queue) => alarmsOf(queue, wall)),
    ];
    return { alarms, providerHosts: hosts.map(toHostView), queues, sealing: { keys } };
  }

  private brokenChains(): Promise<BrokenChain[]> {
    return this.tenancy.asInstance(async (tx) => {
      const accounts = await tx.query<BrokenChain>(
        'select account_id as "accountId", broken_since as since, problem from system_broken_audits()',
      );
      const own = await tx.query<BrokenChain>(
        'select null as "accountId", broken_since as since, problem from instance_audit_checks where problem is not null',
      );
      return [...own, ...accounts];
    });
  }

  private async queues(wall: Date): Promise<QueueView[]> {
    const rows = await this.tenancy.withoutScope((tx) =>
      tx.query<Omit<QueueView, 'waitingSince'> & { waitingSince: Date | null }>(
        `select q.name, count(j.id) filter (where j.state in ('created', 'retry'))::int as waiting,
                count(j.id) filter (where j.state = 'active')::int as running,
                count(j.id) filter (where j.state = 'failed' and j.completed_on > $2)::int as failed,
                min(j.start_after) filter (where j.state in ('created', 'retry') and j.start_after <= $3) as "waitingSince"
           from unnest($1::text[]) as q(name) left join ${QUEUE_SCHEMA}.job j on j.name = q.name
          group by q.name order by q.name`,
        [QUEUES, new Date(wall.getTime() - DAY_MS), wall],
      ),
    );
    return rows.map((row) => ({ ...row, waitingSince: row.waitingSince?.toISOString() ?? null }));
  }

  private async keys(): Promise<SealingKeyView[]> {
    const counts = await this.usage.all();
    return this.sealer.keyIds.map((keyId) => ({
      keyId,
      isNewest: keyId === this.sealer.newestKeyId,
      values: counts
        .filter((count) => count.keyId === keyId)
        .reduce((sum, count) => sum + count.values, 0),
    }));
  }
}

function alarmOfChain({ accountId, since, problem }: BrokenChain): AlarmView {
  return {
    kind: 'audit-broken',
    accountId,
    since: since.toISOString(),
    detail: `entry ${problem.seq}: ${problem.kind}`,
  };
}

function alarmOfHost({ name, since, lastFailure }: TroubledHost): AlarmView {
  return {
    kind: 'provider-down',
    accountId: null,
    since: since!.toISOString(),
    detail: `${name}: ${lastFailure}`,
  };
}

function toHostView(host: TroubledHost): ProviderHostView {
  return {
    ...host,
    since: host.since?.toISOString() ?? null,
    againAt: host.againAt?.toISOString() ?? null,
  };
}

function alarmsOf(queue: QueueView, wall: Date): AlarmView[] {
  const { name, failed, waiting, waitingSince } = queue;
  const alarms: AlarmView[] = [];
  if (failed > 0) {
    const since = new Date(wall.getTime() - DAY_MS).toISOString();
    alarms.push({ kind: 'job-failed', accountId: null, since, detail: `${name}: ${failed}` });
  }
  if (waitingSince !== null && wall.getTime() - Date.parse(waitingSince) > STUCK_MS) {
    alarms.push({
      kind: 'queue-stuck',
      accountId: null,
      since: waitingSince,
      detail: `${name}: ${waiting}`,
    });
  }
  return alarms;
}
