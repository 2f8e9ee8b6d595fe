import { KEY_PATTERN, type ProviderDescription } from '@invoicetracker/provider-kit';

/** The maximum is not documented; a hundred is what integrations use. A server that gives fewer is coped with. */
export const PAGE_SIZE = 100;

/** wFirma writes instants without a zone; it lives in Poland. */
export const ZONE = 'Europe/Warsaw';

const MINUTE = 60;

export const description: ProviderDescription = {
  name: 'wfirma',
  title: 'wFirma',
  country: 'PL',
  credentials: [
    { name: 'accessKey', isSecret: true, pattern: KEY_PATTERN },
    { name: 'secretKey', isSecret: true, pattern: KEY_PATTERN },
    { name: 'appKey', isSecret: true, pattern: KEY_PATTERN },
    { name: 'companyId', isSecret: false, pattern: '[1-9][0-9]{0,18}', example: '123456' },
  ],
  helpUrl: 'https://doc.wfirma.pl/',
  baseUrl: 'https://api2.wfirma.pl',
  // not published and said to follow the load of the servers: few, and spread
  limits: {
    read: { count: 60, perSeconds: MINUTE },
    write: { count: 20, perSeconds: MINUTE },
  },
  areLimitsDocumented: false,
};
