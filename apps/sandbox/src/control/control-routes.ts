import type { FastifyInstance } from 'fastify';

import { BooksControl } from './books-control.js';
import { serveBooksControl } from './books-routes.js';
import type { InfaktControl } from './infakt-control.js';
import { serveInfaktControl } from './infakt-routes.js';
import { servePlayerControl } from './player-routes.js';
import { refuse } from './refuse.js';

export type Controls = { readonly infakt: InfaktControl } & Readonly<
  Record<string, BooksControl | InfaktControl>
>;

/** The controls of all players over HTTP and JSON, for people and for tests in other processes. */
export function serveControl(app: FastifyInstance, controls: Controls): void {
  app.setErrorHandler((error, _request, reply) => refuse(error, reply));
  app.get('/control', () =>
    Object.fromEntries(
      Object.entries(controls).map(([name, control]) => [name, overview(control)]),
    ),
  );
  for (const [name, control] of Object.entries(controls)) {
    servePlayerControl(app, name, control);
    if (control instanceof BooksControl) serveBooksControl(app, name, control);
  }
  serveInfaktControl(app, controls.infakt);
}

function overview(control: BooksControl | InfaktControl) {
  return {
    baseUrl: control.baseUrl,
    companies: control.keys().map((key) => control.state(key)),
    faults: control.pendingFaults(),
  };
}
