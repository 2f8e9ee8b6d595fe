/** What is aimed at, in words and as a check. */
export const goals = {
  ratioAtLeast: (least) => ({ text: `ratio >= ${least}`, isMet: ({ ratio }) => ratio >= least }),
  ratioAtMost: (most) => ({ text: `ratio <= ${most}`, isMet: ({ ratio }) => ratio <= most }),
  atMost: (most, unit) => ({ text: `<= ${most} ${unit}`, isMet: ({ value }) => value <= most }),
  exactly: (wanted) => ({ text: `= ${wanted}`, isMet: ({ value }) => value === wanted }),
};
