import { eventually } from '../support/eventually.mjs';

const isEnded = (state) => state === 'written' || state === 'refused';

/** What a firm does in a day, through the public API; each resolves when it is done. */
export function firmAtWork(api, accountId) {
  const root = `/accounts/${accountId}`;
  const connection = async () => (await api.get(`${root}/connections`)).items[0];
  const syncOne = async (connectionId) => {
    const { id } = await api.post(`${root}/connections/${connectionId}/syncs`);
    const isOver = ({ state }) => state !== 'queued' && state !== 'running';
    await eventually(() => api.get(`${root}/sync-runs/${id}`), isOver, 60_000);
    return id;
  };
  return {
    root,
    connection,

    /** @returns the run's id */
    async sync() {
      return syncOne((await connection()).id);
    },

    /** One more connection, read once. @returns its id */
    async connect(order) {
      const { id } = await api.post(`${root}/connections`, order);
      await syncOne(id);
      return id;
    },

    /** Lets the old debts of the connection in from the first stage on. */
    async letOldDebtsIn() {
      const url = `${root}/connections/${(await connection()).id}/old-debts`;
      const { version } = await api.get(url);
      const choices = [1, 2, 3, 4].map((ageBand) => ({ ageBand, entry: 'from-first-stage' }));
      await api.put(url, { choices }, { 'if-match': `W/"${version}"` });
    },

    /** Today's run, and everything it planned has met its fate. */
    async dun() {
      await api.post(`${root}/daily-runs`);
      const isOver = ({ lastRun, asOf }) => lastRun?.onDay === asOf && lastRun.state === 'finished';
      await eventually(() => api.get(`${root}/overview`), isOver);
      const underWay = () => api.get(`${root}/notices?state=planned,claimed,handing_over`);
      await eventually(underWay, ({ items }) => items.length === 0, 60_000);
    },

    /** Money that came in, as somebody says; its provider has heard of it, or has refused to. @returns the case's id */
    async recordPayment(caseId, order) {
      const payments = `${root}/cases/${caseId}/payments`;
      await api.post(payments, order);
      const isSaid = ({ writeBack }) => writeBack === null || isEnded(writeBack.state);
      await eventually(
        () => api.get(payments),
        ({ items }) => items.every(isSaid),
        60_000,
      );
      return caseId;
    },

    /** The id of the first case a query finds, or undefined. */
    async firstCase(query) {
      return (await api.get(`${root}/cases?limit=1&${query}`)).items[0]?.id;
    },

    /** The id of the first notice in a state, or undefined. */
    async firstNotice(state) {
      return (await api.get(`${root}/notices?limit=1&state=${state}`)).items[0]?.id;
    },
  };
}
