import { invoicingSystem } from '../support/invoicing-system.mjs';
import { firmAtWork } from './firm-at-work.mjs';
import { startMoodyMailServer } from './moody-mail-server.mjs';

const FATES = ['refused', 'unknown', 'deferred'];

/**
 * A firm where things go wrong: a mail server that refuses, puts off and hangs up, an invoicing system that answers
 * with nonsense, and at last a key that is not accepted any more.
 * @returns ids of what has come of it
 */
export async function getIntoTrouble(product, api, accountId) {
  const work = firmAtWork(api, accountId);
  await work.sync();
  await work.letOldDebtsIn();
  const mailServer = await startMoodyMailServer();
  try {
    await sendThrough(api, work.root, mailServer.port);
    await work.dun();
  } finally {
    mailServer.close();
  }
  const fates = await Promise.all(
    FATES.map(async (state) => [state, await work.firstNotice(state)]),
  );
  await invoicingSystem(product).fault({ match: '.*', kind: 'html', times: 20 });
  const failedRun = await work.sync();
  await invoicingSystem(product).forgetFaults();
  await useRefusedKey(api, work);
  await meetSilentSystem(product, work);
  return { failedRun, notices: Object.fromEntries(fates) };
}

async function sendThrough(api, root, port) {
  const sender = {
    use: 'default',
    host: '127.0.0.1',
    port,
    security: 'none',
    username: null,
    fromName: 'Meblotex',
    fromEmail: 'ksiegowosc@meblotex.example',
    replyTo: null,
    signature: '',
  };
  await api.post(`${root}/senders`, sender);
  const { id: previewId } = await api.post(`${root}/sending/preview`);
  await api.post(`${root}/sending/switch`, { isOn: true, previewId });
}

/** A second system whose host is left alone by now. */
async function meetSilentSystem(product, work) {
  const order = { match: '.*', kind: 'html', times: 60 };
  await invoicingSystem(product, undefined, 'fakturownia').fault(order);
  await work.connect({
    provider: 'fakturownia',
    name: 'sklep w Fakturowni',
    credentials: { subdomain: 'firma', apiToken: 'sandbox-meblotex' },
  });
}

async function useRefusedKey(api, work) {
  const { id, version } = await work.connection();
  const change = { credentials: { apiKey: 'a-key-that-was-withdrawn' } };
  await api.patch(`${work.root}/connections/${id}`, change, { 'if-match': `W/"${version}"` });
  await work.sync();
}
