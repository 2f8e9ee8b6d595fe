import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import type { Settings } from '../config/env.js';
import { SETTINGS } from '../config/settings.token.js';
import { AccessGuard } from './auth/access.guard.js';
import { Admission } from './auth/admission.js';
import { LastingAccess } from './auth/lasting-access.js';
import { Denials } from './auth/denials.js';
import { AuditKeys } from './audit/audit-keys.js';
import { Clock } from './clock/clock.js';
import { Announcements } from './database/announcements.js';
import { createDataSource } from './database/data-source.js';
import { requireRuntimeRole } from './database/require-runtime-role.js';
import { EgressPolicy } from './egress/egress-policy.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { KeptReplies } from './idempotency/kept-replies.js';
import { JobQueue } from './jobs/job-queue.js';
import { CallLimits } from './limits/call-limits.js';
import { RotateKeys } from './sealing/rotate-keys.js';
import { SealingCanary } from './sealing/sealing-canary.js';
import { SealingUsage } from './sealing/sealing-usage.js';
import { Sealer } from './sealing/sealer.js';
import { Tenancy } from './tenancy/tenancy.js';

/** Technology without business words, for every module. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(settings: Settings, process: 'api' | 'worker' | 'cli'): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () =>
            createDataSource(settings.RUNTIME_DATABASE_URL, settings.DATABASE_POOL_SIZE).options,
          dataSourceFactory: async () => {
            const dataSource = createDataSource(
              settings.RUNTIME_DATABASE_URL,
              settings.DATABASE_POOL_SIZE,
            );
            await dataSource.initialize();
            await requireRuntimeRole(dataSource);
            return dataSource;
          },
        }),
      ],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: Clock, useValue: new Clock(settings.CLOCK_FILE ?? null) },
        { provide: AuditKeys, useValue: new AuditKeys(settings.AUDIT_KEYS) },
        { provide: Sealer, useValue: new Sealer(settings.SEALING_KEYS) },
        { provide: EgressPolicy, useValue: new EgressPolicy(settings.EGRESS_ALLOW) },
        { provide: JobQueue, useFactory: () => new JobQueue(settings, process === 'worker') },
        AccessGuard,
        Admission,
        Announcements,
        Denials,
        CallLimits,
        IdempotencyInterceptor,
        KeptReplies,
        LastingAccess,
        RotateKeys,
        SealingCanary,
        SealingUsage,
        Tenancy,
      ],
      exports: [
        SETTINGS,
        Clock,
        AuditKeys,
        Sealer,
        Announcements,
        EgressPolicy,
        JobQueue,
        LastingAccess,
        Tenancy,
        RotateKeys,
        SealingUsage,
      ],
    };
  }
}
