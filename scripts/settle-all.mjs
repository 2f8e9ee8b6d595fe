/** Like Promise.all, but nothing of it is still going on when it fails: what was started can then be stopped. */
export async function settleAll(work) {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}
