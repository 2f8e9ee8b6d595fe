import { configureGlobal } from 'fast-check';

// One number repeats a run; without it every property draws its own seed, and names it when it fails.
const seed = process.env.TEST_SEED;
if (seed !== undefined) configureGlobal({ seed: Number(seed) });
