import { randomUUID } from 'node:crypto';

import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { DynamicModule } from '@nestjs/common';
import fastifyRawBody from 'fastify-raw-body';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';

import type { Settings } from '../../config/env.js';
import { AccessGuard } from '../auth/access.guard.js';
import { requireRules } from '../auth/route-rule.js';
import { SignedInGuard } from '../auth/signed-in.guard.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { createValidationPipe } from './validation.pipe.js';

/** Bytes a request's body may have. */
const BODY_LIMIT = 1024 * 1024;

/** Everything is our own: no inline script or style attribute, no frame, no other origin. Element Plus positions with inline styles. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    frameSrc: ["'self'"],
  },
};

/**
 * Builds the HTTP application: the module's routes under `/api/v1`, with the same guards, checks and
 * headers in production and in tests. The caller listens.
 */
export async function createHttpApp(
  module: DynamicModule,
  settings: Settings,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.TRUSTED_PROXIES.length > 0 ? settings.TRUSTED_PROXIES : false,
    // A path that cannot even be decoded, before there is a route.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(error, request, reply),
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    // Fastify's own JSON parser, and no other: it refuses __proto__, and forms of other sites are no JSON.
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  adapter.getInstance().removeContentTypeParser('text/plain');
  app.setGlobalPrefix('api/v1');
  requireRules(adapter.getInstance());
  app.useGlobalGuards(new SignedInGuard(), app.get(AccessGuard));
  app.useGlobalInterceptors(app.get(IdempotencyInterceptor));
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  // Signatures of providers are over the bytes that came; null leaves them bytes, and the parser as it is.
  await app.register(fastifyRawBody, {
    global: false,
    encoding: null,
    routes: ['/api/v1/webhooks/:webhookId'],
  });
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    strictTransportSecurity: settings.PUBLIC_URL.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply) => {
      void reply.header('x-request-id', request.id);
      if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
        void reply.header('cache-control', 'no-store');
    });
  app.enableShutdownHooks();
  return app;
}
