/**
 * How much memory the product's processes take beyond what they need. Left to itself Node lets short-lived objects pile
 * up to three times 16 MB, and the rest to several times its size, before it clears them away; a process that answers
 * requests or works jobs off gains nothing from it. `docker-compose.yml` and `Dockerfile.api` say the same (a test
 * compares them), and the bench measures with it.
 */
export const apiFlags = ['--max-semi-space-size=4'];
export const workerFlags = ['--max-semi-space-size=2', '--heap-growing-percent=20'];

/** The C library keeps a pool of its own for each thread, and gives none of them back. */
export const memoryEnvironment = { MALLOC_ARENA_MAX: '1' };
