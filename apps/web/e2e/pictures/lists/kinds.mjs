/** Which moods of the network a screen with data is taken in besides. */
export const DATA_MOODS = ['loading', 'failing', 'offline'];

/** A screen of the firm with a lively past, and the same one of the firm that has just been founded. */
export const ofAccount = (name, path) => [
  { name: `${name}--full`, at: ({ firm }) => `/accounts/${firm}/${path}`, moods: DATA_MOODS },
  { name: `${name}--empty`, at: ({ newFirm }) => `/accounts/${newFirm}/${path}` },
];

/** A screen of the settings, and what somebody sees who may not. */
export const settings = (page, moods = DATA_MOODS) => [
  { name: `settings-${page}--full`, at: ({ firm }) => `/accounts/${firm}/settings/${page}`, moods },
  { name: `settings-${page}--empty`, at: ({ newFirm }) => `/accounts/${newFirm}/settings/${page}` },
  {
    name: `settings-${page}--forbidden`,
    as: 'viewer',
    at: ({ firm }) => `/accounts/${firm}/settings/${page}`,
  },
];
