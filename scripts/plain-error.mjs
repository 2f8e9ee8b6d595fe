/**
 * A failure the reader can mend: printed as its one sentence, without a stack.
 */
export class PlainError extends Error {
  name = 'PlainError';
}

/** Says a failure the way a person should see it: known causes in a sentence, the rest with the stack. */
export function describeFailure(error) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // said by Node, by PostgreSQL, or by a program whose output the message carries
  if (/ENOSPC|No space left on device/.test(text)) {
    return 'The disk is full: free some space (about 2 GB are needed) and start again.';
  }
  if (error instanceof PlainError) return error.message;
  if (error?.code === 'EACCES' || error?.code === 'EPERM') {
    return `No permission for ${error.path ?? 'a file'}: use the user who owns this folder, or give it to yours.`;
  }
  return text;
}
