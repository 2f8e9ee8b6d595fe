import { Logger } from '@nestjs/common';

import { Invalid } from '../../../platform/http/domain-error.js';

const logger = new Logger('sign-in');

/**
 * Whatever is wrong with a passkey's answer, the person is told the same: nobody is helped by more. The
 * reason goes to the log.
 */
export function passkeyRefused(reason: unknown): Invalid {
  logger.warn({ err: reason }, 'a passkey was refused');
  return new Invalid(
    'passkey-refused',
    'This passkey was not accepted. Try again, or use another.',
    [{ field: 'credential', code: 'refused', message: 'was not accepted' }],
  );
}
