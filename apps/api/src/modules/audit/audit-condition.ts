import type { Chain } from '../../platform/audit/chain.js';
import { likePattern } from '../../platform/database/like-pattern.js';
import type { AuditFilter } from './audit.dto.js';

const KINDS = ['user', 'key', 'system', 'command', 'anonymous'];

export interface Condition {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** The rows of a chain that a filter means, as a condition on the table's alias `e`; `$1` is the chain's name. */
export function auditCondition(chain: Chain, filter: AuditFilter): Condition {
  const parameters: unknown[] = [chain.name];
  const add = (value: unknown): string => `$${parameters.push(value)}`;
  const parts = [`e.${chain.key} = $1`];
  if (filter.actor !== undefined) {
    parts.push(
      KINDS.includes(filter.actor)
        ? `e.actor_kind = ${add(filter.actor)}`
        : `e.actor_id = ${add(filter.actor)}`,
    );
  }
  if (filter.action?.includes('.') === true) parts.push(`e.action = ${add(filter.action)}`);
  else if (filter.action !== undefined)
    parts.push(`starts_with(e.action, ${add(`${filter.action}.`)})`);
  if (filter.object !== undefined) {
    const [kind, id] = filter.object.split(/:(.*)/s);
    parts.push(`e.object_kind = ${add(kind)}`);
    if (id !== undefined) parts.push(`e.object_id = ${add(id)}`);
  }
  if (filter.from !== undefined)
    parts.push(`e.at >= (${add(filter.from)}::date)::timestamp at time zone ${zoneOf(chain)}`);
  if (filter.to !== undefined)
    parts.push(`e.at < (${add(filter.to)}::date + 1)::timestamp at time zone ${zoneOf(chain)}`);
  if (filter.text !== undefined) {
    parts.push(
      `lower(concat_ws(' ', e.action, e.actor_name, e.object_kind, e.object_id, e.ip, e.before::text, e.after::text)) like ${add(likePattern(filter.text))}`,
    );
  }
  return { sql: parts.join(' and '), parameters };
}

/** A day is the account's day; the installation has no place, so its days are UTC. */
function zoneOf(chain: Chain): string {
  return chain.key === 'account_id' ? '(select time_zone from accounts where id = $1)' : "'UTC'";
}
