/** The week after the autumn, a Tuesday, too: the plan has letters, tasks and approvals by then, and invoices go along. */
const NEXT_TUESDAY = '2026-10-13T09:00:00+02:00';

/** What the stages become, by their keys. */
const CHANGES = {
  'reminder-before-due': { attachments: ['invoice-pdf'] },
  'overdue-notice': { channel: 'letter', attachments: ['invoice-pdf', 'statement'] },
  demand: { channel: 'task' },
  'hand-over-notice': {
    needsApproval: true,
    senderKind: 'escalated',
    attachments: ['invoice-pdf', 'payment-code'],
  },
  'hand-over': { attachments: ['invoice-pdf', 'statement'] },
};

/**
 * Changes the firm's plan and lets one more week pass, so that there is something to post, to do and to let go.
 * @returns ids of what shows it
 */
export async function workByHand(product, api, work) {
  const { root } = work;
  const { id, revision, stages, ...policy } = await api.get(
    `${root}/policies/${(await api.get(`${root}/policies`)).items[0].id}`,
  );
  const { name, caseOpensOffsetDays, minGapDays } = policy;
  const changed = stages.map(({ key, offsetDays, isEnabled, audience }) => ({
    key,
    offsetDays,
    isEnabled,
    audience,
    ...CHANGES[key],
  }));
  const body = { name, caseOpensOffsetDays, minGapDays, stages: changed, isMovingRunning: true };
  await api.put(`${root}/policies/${id}`, body, { 'if-match': `W/"${revision}"` });
  product.clock.moveTo(NEXT_TUESDAY);
  await work.sync();
  await work.dun();
  const { items } = await api.get(`${root}/approvals?limit=1`);
  return {
    policy: id,
    approval: items[0]?.id,
    withInvoices: await work.firstNotice('sent'),
  };
}
