import type { SenderView } from '../../../shared/api/schemas.js';

/** A sender as the API tells it. */
export const STORED: SenderView = {
  id: '01997d3f-2222-7c41-9a55-0f3e6f6f2a10',
  use: 'default',
  host: 'smtp.buk.example',
  port: 587,
  security: 'starttls',
  username: 'faktury',
  hasPassword: true,
  fromName: 'Stolarnia Buk',
  fromEmail: 'faktury@buk.example',
  replyTo: null,
  signature: '',
  perMinute: null,
  perHour: null,
  perDay: null,
  failingSince: null,
  waitsUntil: null,
  waitsReason: null,
  lastTestedAt: null,
  lastTestOk: null,
  lastTestDetail: null,
  version: 3,
};
