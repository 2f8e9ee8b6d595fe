import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';

import type { Settings } from './config/env.js';
import { AccountsModule } from './modules/accounts/accounts.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { CasesModule } from './modules/cases/cases.module.js';
import { ClientsModule } from './modules/clients/clients.module.js';
import { ApiKeysModule } from './modules/identity/api-keys/api-keys.module.js';
import { IdentityModule } from './modules/identity/identity.module.js';
import { LatePaymentModule } from './modules/late-payment/late-payment.module.js';
import { InboundModule } from './modules/inbound/inbound.module.js';
import { NotificationsModule } from './modules/notifications/notifications.module.js';
import { OperationsModule } from './modules/operations/operations.module.js';
import { PaymentsModule } from './modules/payments/payments.module.js';
import { ProvidersModule } from './modules/providers/providers.module.js';
import { SystemMailModule } from './modules/system-mail/system-mail.module.js';
import { loggerOptions } from './platform/http/logger-options.js';
import { PlatformModule } from './platform/platform.module.js';

/** The list of modules, nothing else. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings, process: 'api' | 'worker' | 'cli'): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(settings)),
        PlatformModule.forRoot(settings, process),
        IdentityModule,
        ApiKeysModule,
        AccountsModule,
        ClientsModule,
        ProvidersModule,
        CasesModule,
        LatePaymentModule,
        NotificationsModule,
        InboundModule,
        PaymentsModule,
        AuditModule,
        OperationsModule,
        SystemMailModule,
      ],
    };
  }
}
