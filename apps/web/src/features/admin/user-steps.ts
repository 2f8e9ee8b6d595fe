/** What an administrator of the installation can do with a person. */
export type UserStep =
  'disable' | 'enable' | 'end-sessions' | 'reset-second-factor' | 'instance-admin';
