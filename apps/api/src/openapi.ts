import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import { FastifyAdapter } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

import { AppModule } from './app.module.js';
import { readSettings } from './config/env.js';
import { describeDefaults } from './platform/http/describe-defaults.js';
import { describeIdempotency } from './platform/http/describe-idempotency.js';
import { describeProblems } from './platform/http/describe-problems.js';

/**
 * Writes the description of the API to the file named on the command line. Needs no database: the
 * application is built in preview, nothing is connected.
 */
const [, , target] = process.argv;
if (target === undefined) throw new Error('usage: node openapi.js <file>');

const settings = readSettings({
  RUNTIME_DATABASE_URL: 'postgres://invoicetracker_app@localhost/nothing',
  PUBLIC_URL: 'http://localhost',
  JWT_KEYS: `t1:${randomBytes(32).toString('base64')}`,
  SEALING_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  AUDIT_KEYS: `a1:${randomBytes(32).toString('base64')}`,
  LOG_LEVEL: 'silent',
});
const app = await NestFactory.create(AppModule.forRoot(settings, 'api'), new FastifyAdapter(), {
  preview: true,
  logger: false,
});
app.setGlobalPrefix('api/v1');
// The file is written by the swagger plugin just before; its name stays computed so that a fresh clone type-checks without it.
const metadata = (await import(new URL('./metadata.js', import.meta.url).href)) as {
  default: () => Promise<Record<string, unknown>>;
};
await SwaggerModule.loadPluginMetadata(metadata.default);
const document = SwaggerModule.createDocument(
  app,
  new DocumentBuilder()
    .setTitle('InvoiceTracker')
    .setDescription(
      'Follows every unpaid invoice by itself. Errors are application/problem+json; lists are paged by cursor; what two people may edit carries an ETag. Programs send an API key as their bearer token. A POST inside an account may carry an Idempotency-Key, and may then be sent again. RateLimit says how many calls are left.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build(),
  {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  },
);
writeFileSync(
  target,
  `${JSON.stringify(describeProblems(describeIdempotency(describeDefaults(document))), null, 2)}\n`,
);
