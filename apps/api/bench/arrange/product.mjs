import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';

import { AppModule } from '../../dist/app.module.js';
import { readSettings } from '../../dist/config/env.js';

/** The product's modules in this process, without HTTP: ask for use-cases with `get(Type, { strict: false })`. */
export async function openProduct(environment) {
  const app = await NestFactory.createApplicationContext(
    AppModule.forRoot(readSettings(environment), 'cli'),
    { logger: ['error'] },
  );
  return { get: (type) => app.get(type, { strict: false }), close: () => app.close() };
}
