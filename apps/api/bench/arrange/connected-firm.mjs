import { CreateConnection } from '../../dist/modules/providers/connections/create-connection.js';
import { makeFirm } from './make-firm.mjs';

/** A new firm that is connected to a company of a provider and knows nothing of it yet. */
export async function connectedFirm(product, provider, credentials) {
  const accountId = await makeFirm(product);
  const connectionId = await product
    .get(CreateConnection)
    .execute({ accountId, actor: { kind: 'command' } }, { provider, name: provider, credentials });
  return { accountId, connectionId };
}
