import type { FastifyInstance } from 'fastify';

import type { AccessRule } from './access-rule.js';
import { ruleOf } from './policy-map.js';

const PREFIX = '/api/v1';

/**
 * The rule of the route that answers a request.
 *
 * @throws Error for a route without a rule; `requireRules` has refused it at the start
 */
export function ruleOfRoute(method: string, url: string): AccessRule {
  const rule = ruleOf(method, url.slice(PREFIX.length));
  if (rule === undefined) throw new Error(`${method} ${url} has no rule in the policy map`);
  return rule;
}

/** Refuses every route of the API that nobody has said who may call. */
export function requireRules(server: FastifyInstance): void {
  server.addHook('onRoute', ({ method, url }) => {
    if (!url.startsWith(`${PREFIX}/`)) return;
    for (const verb of [method].flat()) ruleOfRoute(verb, url);
  });
}
