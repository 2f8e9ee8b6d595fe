/** Outline icons on a 24 by 24 grid, one path each. */
export const ICON_PATHS = {
  'arrow-down': 'M12 5v14 M19 12l-7 7-7-7',
  'arrow-up': 'M12 19V5 M5 12l7-7 7 7',
  alert:
    'M21.7 18l-8-14a2 2 0 0 0-3.4 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3 M12 9v4 M12 17h.01',
  cases:
    'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7z M14 2v4a2 2 0 0 0 2 2h4 M16 13H8 M16 17H8 M10 9H8',
  check: 'M20 6L9 17l-5-5',
  'chevron-down': 'M6 9l6 6 6-6',
  'chevron-left': 'M15 18l-6-6 6-6',
  'chevron-right': 'M9 18l6-6-6-6',
  clock: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20 M12 6v6l4 2',
  close: 'M18 6L6 18 M6 6l12 12',
  external: 'M15 3h6v6 M10 14L21 3 M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6',
  filter: 'M3 6h18 M7 12h10 M10 18h4',
  globe:
    'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20 M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20 M2 12h20',
  info: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20 M12 16v-4 M12 8h.01',
  key: 'M7.5 11a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11 M21 2l-9.6 9.6 M15.5 7.5l3 3L22 7l-3-3',
  lock: 'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2 M7 11V7a5 5 0 0 1 10 0v4',
  mail: 'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2 M22 7l-10 6L2 7',
  moon: 'M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9Z',
  outbox: 'M22 2L11 13 M22 2l-7 20-4-9-9-4z',
  overview: 'M3 3h7v9H3z M14 3h7v5h-7z M14 12h7v9h-7z M3 16h7v5H3z',
  pause: 'M9 5v14 M15 5v14',
  play: 'M7 4l13 8-13 8z',
  plus: 'M5 12h14 M12 5v14',
  search: 'M11 3a8 8 0 1 1 0 16 8 8 0 0 1 0-16 M21 21l-4.3-4.3',
  settings: 'M21 4h-7 M10 4H3 M21 12h-9 M8 12H3 M21 20h-5 M12 20H3 M14 2v4 M8 10v4 M16 18v4',
  'sign-out': 'M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4 M16 17l5-5-5-5 M21 12H9',
  shield: 'M12 22s8-4 8-10V5l-8-3-8 3v7c0 6 8 10 8 10',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8 M12 2v2 M12 20v2 M4.9 4.9l1.4 1.4 M17.7 17.7l1.4 1.4 M2 12h2 M20 12h2 M4.9 19.1l1.4-1.4 M17.7 6.3l1.4-1.4',
  sync: 'M3 12a9 9 0 0 1 15.7-6.3L21 8 M21 3v5h-5 M21 12a9 9 0 0 1-15.7 6.3L3 16 M8 16H3v5',
  unreachable:
    'M2 2l20 20 M5.8 5.8A7 7 0 0 0 9 19h8.5a4.5 4.5 0 0 0 1.3-.2 M21.5 16.5A4.5 4.5 0 0 0 17.5 10h-1.8A7 7 0 0 0 10 5.1',
  users:
    'M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2 M9 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8 M22 21v-2a4 4 0 0 0-3-3.9 M16 3.1a4 4 0 0 1 0 7.8',
  user: 'M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2 M12 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8',
} as const;

export type IconName = keyof typeof ICON_PATHS;
