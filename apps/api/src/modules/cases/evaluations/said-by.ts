/** What a row of `notices` says about its waiting, for `notice_answer`: for what kind of approval, or why. */
export const saidBy = (notice: string): string =>
  `case when ${notice}.state = 'awaiting_approval' then ${notice}.waits_for else ${notice}.reason end`;
