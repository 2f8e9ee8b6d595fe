/**
 * The firm gets a sender for firm letters whose answers nobody reads yet, and one in reserve whose answers come to the
 * mailbox of the usual one.
 * @returns the ids of the usual sender and of the one for firm letters
 */
export async function addMoreSenders(api, { root }) {
  const usual = (await api.get(`${root}/senders`)).items[0];
  const stern = await addSender(api, root, usual, {
    use: 'escalated',
    fromName: 'Jan Dębski, właściciel',
    fromEmail: 'jan.debski@pracownia-dab.example',
  });
  const spare = await addSender(api, root, usual, {
    use: 'spare',
    fromName: 'Pracownia Dąb, księgowość',
    fromEmail: 'ksiegowosc@pracownia-dab.example',
  });
  const url = `${root}/senders/${spare.id}/mailbox`;
  const { otherMailboxes } = await api.get(url);
  await api.put(url, otherMailboxes[0], { 'if-match': 'W/"0"' });
  return { usual: usual.id, stern: stern.id };
}

/** Through the server of the one that is there. */
const addSender = (api, root, { host, port, security, username }, more) =>
  api.post(`${root}/senders`, {
    host,
    port,
    security,
    username,
    replyTo: null,
    signature: '',
    perMinute: null,
    perHour: null,
    perDay: null,
    ...more,
  });
