import path from 'node:path';

/** The repository's top folder. */
export const root = path.resolve(import.meta.dirname, '..');

/** Everything the demo keeps: database, secrets, logs. Git ignores it, `--fresh` removes it. */
export const dataDir = path.join(root, '.data', 'demo');

/** An absolute path inside the repository. */
export const inRoot = (...parts) => path.join(root, ...parts);
