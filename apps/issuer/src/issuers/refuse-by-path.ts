import { ProblemException, problem } from '@huren/platform';
import type { Path } from '@huren/recognition';
import { NATIONAL_PLATFORM } from '@huren/standard';
import type { Issuer } from '@huren/standard';

const conflict = (code: string, detail: string): never => {
  throw new ProblemException(problem(409, code, detail));
};

/** A province on path 3 has no code of its own. @throws ProblemException `uses_national_code` */
export const refuseOwnCode = ({ code }: Issuer, path: Path): void => {
  if (path !== 3 || code === NATIONAL_PLATFORM) return;
  conflict(
    'uses_national_code',
    `${code} takes part by path 3, without a code of its own: the national code is applied for at ${NATIONAL_PLATFORM}.`,
  );
};

/** Only a province on path 1 decides itself. @throws ProblemException `hub_decides` */
export const refuseOwnDecision = ({ code }: Issuer, path: Path): void => {
  if (path === 1) return;
  conflict(
    'hub_decides',
    `${code} takes part by path ${path} and does not decide itself: ask the hub, POST /v1/recognitions.`,
  );
};
