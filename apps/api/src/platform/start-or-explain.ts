import { BrokenSettings } from '../config/env.js';
import { UnsafeDatabase } from './database/require-runtime-role.js';

/**
 * Starts a process. What an operator can put right is said in a sentence; anything else keeps its stack.
 * Either way the process ends with 1.
 */
export async function startOrExplain(start: () => Promise<void>): Promise<void> {
  process.on('unhandledRejection', (error) => fail(error));
  process.on('uncaughtException', (error) => fail(error));
  await start().catch(fail);
}

function fail(error: unknown): never {
  const isOperators = error instanceof BrokenSettings || error instanceof UnsafeDatabase;
  console.error(isOperators ? error.message : error);
  process.exit(1);
}
