import { execFileSync } from 'node:child_process';
import { StartError } from '../../config/start-error.ts';
import { isReachable } from './server-user.ts';
import type { ServerUser } from './server-user.ts';

/** How a program of PostgreSQL is run: the command, and as whom. */
export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly user: Partial<ServerUser>;
};

/** All that the programs are told of this machine: messages in one language, the tools of the system. */
export const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' };

/**
 * Keeps the one right of root that the server needs in a private folder (`/root`, a `mktemp -d`): to pass
 * through the folders above its own.
 */
const passThrough = ({ uid, gid }: ServerUser): string[] => [
  // Without it access(2), which initdb asks about its own files, would not count the right.
  '--securebits=+no_setuid_fixup',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

const canPassThrough = (user: ServerUser): boolean => {
  try {
    execFileSync('setpriv', [...passThrough(user), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A program as the server's user, if there is one, that reaches its own files and a folder. @throws StartError */
export const launchOf = (
  program: string,
  args: readonly string[],
  user: ServerUser | undefined,
  folder: string,
): Launch => {
  if (!user || (isReachable(program) && isReachable(folder)))
    return { command: program, args, user: user ?? {} };
  if (canPassThrough(user))
    return { command: 'setpriv', args: [...passThrough(user), program, ...args], user: {} };
  throw new StartError(
    `PostgreSQL, which does not run as root, cannot reach ${isReachable(folder) ? program : folder}: ` +
      'open the folders above it (chmod o+x), or start Huren as another user.',
  );
};
