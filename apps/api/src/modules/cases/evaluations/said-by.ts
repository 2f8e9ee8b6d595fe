/** What a row of `notices` says about its waiting, for `notice_answer`: for what kind of approval, who brings it, or why. */
export const saidBy = (notice: string): string =>
  `case ${notice}.state when 'awaiting_approval' then ${notice}.waits_for when 'to_do' then ${notice}.channel else ${notice}.reason end`;
