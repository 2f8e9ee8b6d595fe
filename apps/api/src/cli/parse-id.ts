import { InvalidArgumentError } from 'commander';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * An id on the command line.
 *
 * @throws InvalidArgumentError with where ids are found: they stand in the address of every screen
 */
export function parseId(text: string): string {
  if (UUID.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError(
    'It is an id such as 018f0000-0000-7000-8000-000000000000; the address of each screen has that of its account.',
  );
}
