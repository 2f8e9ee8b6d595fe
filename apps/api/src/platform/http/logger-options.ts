import type { Params } from 'nestjs-pino';

import type { Settings } from '../../config/env.js';

/** JSON lines. Neither tokens, cookies nor keys ever reach them. */
export function loggerOptions(settings: Settings): Params {
  return {
    forRoutes: ['*'],
    pinoHttp: {
      level: settings.LOG_LEVEL,
      redact: {
        paths: [
          'req.headers.authorization',
          'req.headers.cookie',
          'res.headers["set-cookie"]',
          '*.apiKey',
          '*.password',
        ],
        remove: true,
      },
      serializers: {
        req: (request: { id: string; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          url: request.url.split('?')[0],
        }),
        res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
      },
      autoLogging: { ignore: (request) => request.url?.startsWith('/api/v1/health/') === true },
    },
  };
}
