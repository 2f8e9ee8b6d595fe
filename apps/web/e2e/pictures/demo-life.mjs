import { inRoot } from '../../../../scripts/paths.mjs';
import { apiSession } from '../support/api-session.mjs';
import { invoicingSystem } from '../support/invoicing-system.mjs';
import { firmAtWork } from './firm-at-work.mjs';
import { getIntoTrouble } from './firm-in-trouble.mjs';
import { addMoreSenders } from './more-senders.mjs';
import { workByHand } from './work-by-hand.mjs';
import { writeDownWhatClientsSay } from './what-clients-say.mjs';

/** A Tuesday morning in autumn. */
export const FIRST_DAY = '2026-09-08T09:00:00+02:00';
/** Tuesdays, too: each a week on, so that every stage comes up. */
const LATER_DAYS = ['2026-09-15', '2026-09-22', '2026-09-29', '2026-10-06'].map(
  (day) => `${day}T09:00:00+02:00`,
);
/** An invoicing system that reminds some clients by itself. */
const REMINDING = {
  provider: 'wfirma',
  name: 'wFirma',
  credentials: {
    accessKey: 'sandbox-zajazd-lipa',
    secretKey: 'sandbox-secret',
    appKey: 'sandbox-application',
    companyId: '100200',
  },
};
/** One that never hears of payments. */
const ARCHIVE = {
  provider: 'ksef',
  name: 'sprzedaż w KSeF',
  credentials: { nip: '5252445767', token: 'sandbox-zajazd-lipa' },
};
const PASSWORD = 'only-for-pictures';
const SLOW_FIRM = { name: 'Zajazd Lipa', legalName: 'Zajazd Lipa s.c.' };

/**
 * Lets the demo live through four weeks, so that there is something to see on every screen.
 * @returns the ids the addresses of the screens are made from, and who may sign in
 */
export async function liveThroughDemo(product) {
  await product.cli('seed', 'demo');
  const founding = inRoot('apps/web/e2e/support/found-firms.mjs');
  await product.run(founding, JSON.stringify([SLOW_FIRM]));
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = product.settings.api;
  const api = await apiSession(product, ADMIN_USERNAME, ADMIN_PASSWORD);
  const { memberships } = await api.get('/me');
  const idOf = (name) => memberships.find(({ accountName }) => accountName === name).accountId;
  const [firm, troubledFirm, newFirm] = ['Pracownia Dąb', 'Meblotex', 'Duna Csavar'].map(idOf);
  const words = ['--name', 'Wanda Wójcik', '--password', PASSWORD];
  await product.cli('users', 'create', 'viewer', ...words, '--account', firm, '--role', 'viewer');
  await product.cli('users', 'create', 'stranger', ...words);

  const { run, ...shown } = await goThroughAutumn(product, api, firm);
  return {
    firm,
    newFirm,
    run,
    ...shown,
    troubledFirm,
    trouble: await getIntoTrouble(product, api, troubledFirm),
    ...(await slowFirm(product, api, idOf(SLOW_FIRM.name))),
    people: {
      admin: { username: ADMIN_USERNAME, password: ADMIN_PASSWORD },
      viewer: { username: 'viewer', password: PASSWORD },
      stranger: { username: 'stranger', password: PASSWORD },
    },
  };
}

async function goThroughAutumn(product, api, firm) {
  const books = invoicingSystem(product, 'sandbox-pracownia-dab');
  const work = firmAtWork(api, firm);
  const run = await work.sync();
  await work.dun();
  for (const day of LATER_DAYS) {
    product.clock.moveTo(day);
    const { invoice } = await api.get(
      `${work.root}/cases/${await work.firstCase('sort=daysPastDue')}`,
    );
    await books.pay(invoice.source.externalId);
    await work.sync();
    await work.dun();
  }
  const held = await work.firstCase('stage=overdue-notice&sort=-amount');
  await api.post(`${work.root}/cases/${held}/hold`, {
    reason: 'Klient prosi o duplikat faktury',
    until: null,
  });
  const talkedTo = await api.get(`${work.root}/cases?stage=demand&sort=-amount&limit=4`);
  const said = await writeDownWhatClientsSay(api, work, talkedTo.items);
  const recorded = await recordPayments(api, work);
  const notes = await issueNotes(api, work);
  return {
    run,
    ...notes,
    decided: (await work.connection()).id,
    notice: await work.firstNotice('sent'),
    cases: {
      ...said,
      held,
      reminded: await work.firstCase('stage=overdue-notice&sort=amount'),
      noticed: await work.firstCase('stage=hand-over-notice'),
      handedOver: await work.firstCase('stage=hand-over'),
      closed: await work.firstCase('state=closed'),
      ...recorded,
    },
    byHand: await workByHand(product, api, work),
    senders: await addMoreSenders(api, work),
  };
}

/** One that a part was paid on, one that is void, and a late charge that a note can be issued for. */
async function issueNotes(api, work) {
  const { items } = await api.get(`${work.root}/late-charges`);
  const [paid, wrong, next] = items.filter(isOneNote);
  const issue = ({ caseId }) => api.post(`${work.root}/interest-notes`, { caseIds: [caseId] });
  const note = await issue(paid);
  await api.post(`${work.root}/interest-notes/${note.id}/payments`, {
    amount: { amount: '10.00', currency: note.total.currency },
    paidOn: note.issuedOn,
    remark: 'Przelew, reszta w przyszłym tygodniu',
  });
  await api.post(`${work.root}/interest-notes/${note.id}/send`, { how: 'with-next' });
  const second = await issue(wrong);
  await api.post(`${work.root}/interest-notes/${second.id}/void`, {
    reason: 'Zapłacono w terminie',
  });
  return { interestNote: note.id, voidNote: second.id, noteable: next.caseId };
}

const isOneNote = ({ blockedBy, interest, compensation }) =>
  blockedBy === null && interest?.currency === compensation?.currency;

const RECEIVED_ON = '2026-10-05';

/** A part that stays here, all of it told to inFakt, and a day that inFakt refuses. */
async function recordPayments(api, work) {
  const { id, version } = await work.connection();
  const url = `${work.root}/connections/${id}`;
  await api.patch(url, { marksPaid: true }, { 'if-match': `W/"${version}"` });
  const next = () => work.firstCase('stage=overdue-notice&sort=-amount');
  const payAll = async (receivedOn) => {
    const caseId = await next();
    const { balance } = await api.get(`${work.root}/cases/${caseId}`);
    return work.recordPayment(caseId, { amount: balance.amount, receivedOn });
  };
  const told = await payAll(RECEIVED_ON);
  const refused = await payAll('2026-01-02');
  const note = 'Przelew z 5 października, reszta po dostawie brakującej szafki';
  const partly = await work.recordPayment(await next(), {
    amount: '50.00',
    receivedOn: RECEIVED_ON,
    note,
  });
  return { told, refused, partly };
}

/**
 * A firm that has invoices and has sent nothing yet, so that it can be seen what would leave; its invoicing system can
 * be told to take its time, so that a run can be seen on its way.
 */
async function slowFirm(product, api, accountId) {
  const connection = {
    provider: 'infakt',
    name: 'inFakt',
    credentials: { apiKey: 'sandbox-zajazd-lipa' },
  };
  await api.post(`/accounts/${accountId}/connections`, connection);
  const work = firmAtWork(api, accountId);
  await work.sync();
  const books = invoicingSystem(product, connection.credentials.apiKey);
  return {
    slowFirm: accountId,
    undecided: (await work.connection()).id,
    reminding: await work.connect(REMINDING),
    archive: await work.connect(ARCHIVE),
    slowDown: () => books.fault({ match: 'invoices', kind: 'slow', times: 6, delayMs: 8000 }),
  };
}
