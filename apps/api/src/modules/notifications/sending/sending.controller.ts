import { Body, HttpCode, Post } from '@nestjs/common';

import { Scope } from '../../../platform/auth/request-parameters.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { PreviewSending } from './preview-sending.js';
import { SendingPreview, SendingSwitchBody, SendingSwitchView } from './sending.dto.js';
import { SwitchSending } from './switch-sending.js';

@InAccount('sending', 'notifications')
export class SendingController {
  constructor(
    private readonly preview: PreviewSending,
    private readonly switchSending: SwitchSending,
  ) {}

  /** What the next run would send, rendered as it would leave. */
  @Post('preview')
  @HttpCode(200)
  show(@Scope() scope: AccountScope): Promise<SendingPreview> {
    return this.preview.execute(scope);
  }

  /** Switches automatic sending on, after a preview, or off at once. */
  @Post('switch')
  @HttpCode(200)
  change(
    @Scope() scope: AccountScope,
    @Body() body: SendingSwitchBody,
  ): Promise<SendingSwitchView> {
    return this.switchSending.execute(scope, body.isOn, body.previewId);
  }
}
