import path from 'node:path';

/** The repository's top folder. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * Everything the demo keeps: database, secrets, logs. Git ignores it, `--fresh` removes it. INVOICETRACKER_DATA names
 * another folder, for a second copy beside the first.
 */
export const dataDir = path.resolve(root, process.env.INVOICETRACKER_DATA || '.data/demo');

/** An absolute path inside the repository. */
export const inRoot = (...parts) => path.join(root, ...parts);
