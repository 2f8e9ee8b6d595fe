import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '#describe';

import type { Settings } from '../../config/env.js';
import { SETTINGS } from '../../config/settings.token.js';
import { hasSystemMail } from '../system-mail/contract/has-system-mail.js';
import { InstanceView } from './operations.dto.js';

@ApiTags('operations')
@Controller('instance')
export class InstanceController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** What the sign-in page may know about this installation. */
  @Get()
  show(): InstanceView {
    return {
      name: 'InvoiceTracker',
      isDemo: this.settings.DEMO,
      mailCatcherUrl: this.settings.MAIL_CATCHER_URL ?? null,
      docsUrl: this.settings.DOCS ? '/docs' : null,
      oidc: this.settings.OIDC_ISSUER === undefined ? null : { name: this.settings.OIDC_NAME },
      hasSystemMail: hasSystemMail(this.settings),
    };
  }
}
