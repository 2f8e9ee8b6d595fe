import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';

import type { Settings } from '../../config/env.js';

/** The committed description of the API; a check keeps it equal to the code. */
function openApiText(): string {
  return readFileSync(join(import.meta.dirname, '../../../openapi.json'), 'utf8');
}

/** Serves `/openapi.json`, Swagger UI where it is switched on, and the web app where the api serves it itself. */
export async function serveDocuments(
  app: NestFastifyApplication,
  settings: Settings,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/openapi.json', (_request, reply) => {
    // Read when asked for: parsed, it would take a fifth of an idle process's memory.
    void reply.type('application/json').send(openApiText());
  });
  if (settings.DOCS) await serveDocs(app);
  if (settings.WEB_DIST !== undefined) await serveWeb(app, settings.WEB_DIST);
}

async function serveDocs(app: NestFastifyApplication): Promise<void> {
  const { SwaggerModule } = await import('@nestjs/swagger');
  const document = JSON.parse(openApiText()) as OpenAPIObject;
  SwaggerModule.setup('docs', app, document, { customSiteTitle: 'InvoiceTracker API' });
}

async function serveWeb(app: NestFastifyApplication, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry a hash of their content in their name; index.html names them.
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  const page = readFileSync(join(root, 'index.html'), 'utf8');
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', (request, reply) => {
    if (/^\/(api|assets)\//.test(request.url)) {
      return reply.status(404).type('application/problem+json').send({
        type: '/problems/not-found',
        title: 'not found',
        status: 404,
        code: 'not-found',
        detail: 'There is nothing at this address.',
        requestId: request.id,
      });
    }
    return reply.type('text/html').header('cache-control', 'no-cache').send(page);
  });
}
