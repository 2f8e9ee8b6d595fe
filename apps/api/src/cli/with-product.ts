import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Command } from 'commander';

import { AppModule } from '../app.module.js';
import { readSettings } from '../config/env.js';

/** Runs a command with the product's modules, connected as the run-time role, and closes them again. */
export async function withProduct<T>(
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(readSettings(), 'cli'), {
    logger: ['error', 'fatal'],
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Prints a result: as one JSON object with `--json`, else as the given sentence. */
export function report(command: Command, result: object, sentence: string): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  console.log(json === true ? JSON.stringify(result) : sentence);
}
