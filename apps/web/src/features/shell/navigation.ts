import type { IconName } from '../../shared/ui/icon-paths.js';

/** The main screens, in the order of the navigation. */
export const SCREENS: readonly { name: string; icon: IconName; label: string; short: string }[] = [
  {
    name: 'overview',
    icon: 'overview',
    label: 'shell.screens.overview',
    short: 'shell.short.overview',
  },
  { name: 'cases', icon: 'cases', label: 'shell.screens.cases', short: 'shell.short.cases' },
  { name: 'sync', icon: 'sync', label: 'shell.screens.sync', short: 'shell.short.sync' },
  { name: 'outbox', icon: 'outbox', label: 'shell.screens.outbox', short: 'shell.short.outbox' },
  {
    name: 'settings',
    icon: 'settings',
    label: 'shell.screens.settings',
    short: 'shell.short.settings',
  },
];

/** The pages of the settings; those for admins say so to everybody else. */
export const SETTINGS_PAGES: readonly { name: string; label: string }[] = [
  { name: 'settings-company', label: 'shell.settings.company' },
  { name: 'settings-connections', label: 'shell.settings.connections' },
  { name: 'settings-sender', label: 'shell.settings.sender' },
  { name: 'settings-policy', label: 'shell.settings.policy' },
  { name: 'settings-late-payment', label: 'shell.settings.latePayment' },
  { name: 'settings-texts', label: 'shell.settings.texts' },
  { name: 'settings-schedule', label: 'shell.settings.schedule' },
  { name: 'settings-sending', label: 'shell.settings.sending' },
  { name: 'settings-members', label: 'shell.settings.members' },
  { name: 'settings-access', label: 'shell.settings.access' },
  { name: 'settings-api-keys', label: 'shell.settings.apiKeys' },
  { name: 'settings-audit', label: 'shell.settings.audit' },
];

interface PlainPage {
  readonly name: string;
  readonly icon: IconName;
  readonly label: string;
}

/** The frames outside every account, with their pages. */
export const PLAIN_FRAMES: Readonly<
  Record<'profile' | 'admin', { title: string; pages: readonly PlainPage[] }>
> = {
  profile: {
    title: 'shell.profile.title',
    pages: [
      { name: 'profile', icon: 'user', label: 'shell.profile.person' },
      { name: 'profile-security', icon: 'shield', label: 'shell.profile.security' },
      { name: 'profile-sessions', icon: 'globe', label: 'shell.profile.sessions' },
    ],
  },
  admin: {
    title: 'shell.admin.title',
    pages: [
      { name: 'admin-accounts', icon: 'cases', label: 'shell.admin.accounts' },
      { name: 'admin-users', icon: 'users', label: 'shell.admin.users' },
      { name: 'admin-rates', icon: 'overview', label: 'shell.admin.rates' },
      { name: 'admin-health', icon: 'alert', label: 'shell.admin.health' },
      { name: 'admin-audit', icon: 'clock', label: 'shell.admin.audit' },
    ],
  },
};
