/**
 * What clients say on the telephone, written down: a promise in two instalments, disputes that are open and accepted,
 * and a client who is not to be written to for a while.
 *
 * @returns the cases that show it
 */
export async function writeDownWhatClientsSay(api, work, cases) {
  const { root } = work;
  const promised = await api.get(`${root}/cases/${cases[0].id}`);
  const half = (Number(promised.balance.amount) / 2).toFixed(2);
  await api.post(`${root}/cases/${promised.id}/promises`, {
    instalments: [
      { on: '2026-10-16', amount: half },
      { on: '2026-11-06', amount: half },
    ],
    note: 'Rozmowa z panią Nowak, czeka na wypłatę od inwestora',
  });
  const dispute = (one, reason, text, amount = null) =>
    api.post(`${root}/cases/${one.id}/disputes`, { reason, text, amount });
  await dispute(cases[1], 'defective', 'Dwa krzesła przyszły z pękniętymi oparciami', '50.00');
  const { disputes } = await dispute(
    cases[2],
    'wrong-amount',
    'Rabat z oferty nie trafił na fakturę',
  );
  await api.post(`${root}/disputes/decide`, {
    disputeIds: disputes.map(({ id }) => id),
    decision: 'accepted',
    note: 'Rabat 5 % obiecany w ofercie',
  });
  await api.post(`${root}/clients/${cases[3].client.id}/hold`, {
    reason: 'Właściciel w szpitalu, prosi o czas do końca miesiąca',
    until: '2026-11-02',
  });
  return { promised: promised.id, disputed: cases[1].id, stopped: cases[3].id };
}
