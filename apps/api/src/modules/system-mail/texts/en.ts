import type { MailTexts } from './mail-text.js';

const NOT_YOU =
  'If this was not you, change your password now, end all other sessions in your profile, and tell an administrator.';

export const en: MailTexts = {
  locale: 'en-GB',
  greeting: 'Hello {name},',
  footer: 'InvoiceTracker sent this message by itself. Nobody reads answers to it.',
  copyLink: 'Or copy this address into your browser:',
  labels: { at: 'When', ip: 'Address', userAgent: 'Browser' },
  roles: { admin: 'administrator', accountant: 'accountant', viewer: 'viewer', client: 'client' },
  kinds: {
    invitation: {
      subject: 'Invitation to {accountName} in InvoiceTracker',
      body: [
        '{invitedBy} invites you to work in {accountName} as: {role}.',
        'The link works once, until {expiresAt}. If you did not expect this invitation, you can ignore it.',
      ],
      link: 'Accept the invitation',
    },
    'password-reset': {
      subject: 'Choose a new password',
      body: [
        'Somebody, probably you, has asked for a new password for InvoiceTracker.',
        'The link works once, until {expiresAt}. If it was not you, do nothing: your password stays as it is.',
      ],
      link: 'Choose a new password',
    },
    'email-change': {
      subject: 'Confirm your new e-mail address',
      body: [
        'This address is to become the one of your InvoiceTracker sign-in. Nothing changes until you confirm it.',
        'The link works once, until {expiresAt}.',
      ],
      link: 'Confirm the address',
    },
    'new-device': {
      subject: 'New sign-in to InvoiceTracker',
      body: ['Somebody has signed in with your name from a browser we have not seen yet.', NOT_YOU],
    },
    'password-changed': {
      subject: 'Your password was changed',
      body: ['The password of your InvoiceTracker sign-in was changed.', NOT_YOU],
    },
    'second-factor-changed': {
      subject: 'Your second factor was changed',
      body: ['The second factor of your InvoiceTracker sign-in was changed.', NOT_YOU],
    },
    'email-changed': {
      subject: 'Your e-mail address was changed',
      body: [
        'InvoiceTracker now writes to another address of yours; this one is no longer used.',
        NOT_YOU,
      ],
    },
    'session-reuse': {
      subject: 'A session was ended for your safety',
      body: [
        'A sign-in of yours was used a second time from a copy. We have ended that session everywhere; sign in again to go on.',
        NOT_YOU,
      ],
    },
    'account-deletion': {
      subject: '{accountName} will be deleted',
      body: [
        'The account {accountName} has been closed and will be deleted with all its data on {deletesOn}.',
        'Until then whoever operates this installation can take that back.',
      ],
    },
    'approvals-waiting': {
      subject: 'Letters wait for you: {count} ({accountName})',
      body: [
        'These letters of {accountName} leave only when you let them go. Opening the link sends nothing: the page shows each letter, and you decide there.',
        'The link needs no sign-in and works until {expiresAt}. Do not pass it on: whoever has it decides in your name.',
      ],
      link: 'Look and decide',
    },
  },
};
