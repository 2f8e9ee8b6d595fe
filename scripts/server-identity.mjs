import { spawnSync } from 'node:child_process';

/**
 * PostgreSQL refuses to run as root, and the accounts that usually stand in for it cannot enter a
 * folder below a closed home directory. So as root the server runs
 * - in a user namespace in which root calls itself nobody (files stay root's), or, where namespaces are forbidden
 *   as in most containers,
 * - as nobody with one capability left: to pass closed folders (files belong to nobody).
 *
 * An identity is `{ name, owner, wrap(command, args) }`: who must own the data (null: whoever we are) and the
 * command line that runs a server binary under it.
 */
export function identities(uid = process.getuid()) {
  if (uid !== 0) return [plain];
  return [userNamespace, droppedRoot];
}

/** The first identity under which `binary --version` runs, or null. */
export function workingIdentity(binary, candidates = identities()) {
  return (
    candidates.find(({ wrap }) => {
      const [command, args] = wrap(binary, ['--version']);
      return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
    }) ?? null
  );
}

const NOBODY = 65_534;

const plain = { name: 'plain', owner: null, wrap: (command, args) => [command, args] };

const userNamespace = {
  name: 'user-namespace',
  owner: 0,
  wrap: (command, args) => [
    'unshare',
    ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, command, ...args],
  ],
};

const droppedRoot = {
  name: 'dropped-root',
  owner: NOBODY,
  wrap: (command, args) => [
    'setpriv',
    [
      `--reuid=${NOBODY}`,
      `--regid=${NOBODY}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      command,
      ...args,
    ],
  ],
};
