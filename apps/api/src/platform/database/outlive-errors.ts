import type { ClientBase } from 'pg';

/**
 * A connection may be ended by the server at any moment, also in the one between being made and being taken into use,
 * in which nobody listens: an error that nobody hears would take the whole process with it. Whoever uses the connection
 * learns of it by the next statement.
 */
export function outliveErrors(client: ClientBase): void {
  client.on('error', () => undefined);
}
