/** What became of the decisions of a window when they were made again. */
export type ReplayCounts = {
  readonly identical: number;
  readonly different: readonly string[];
  readonly erased: number;
};

export type ReplayWindow = {
  /** Where the decisions are, such as `http://127.0.0.1:3000/v1` or, of a province on path 1, `…/v1/issuers/330000`. */
  readonly at: string;
  /** Days or instants. */
  readonly from: string;
  readonly to: string;
  readonly pageSize?: number;
};

type Listed = { readonly decisionId: string; readonly digest: string; readonly state: 'kept' | 'erased' };
type Page = { readonly decisions: readonly Listed[]; readonly next: string | null };
type Fate = 'identical' | 'different' | 'erased';

/** How many are under way at a time. */
const AT_ONCE = 8;

/** Fates of a decision that are told as a problem: it, or a document that it used, was erased, or such a document altered. */
const TOLD = new Set([410, 409]);

const asked = async (url: string, method: 'GET' | 'POST') => {
  const response = await fetch(url, { method });
  const body = (await response.json()) as Record<string, unknown>;
  if (!response.ok && !TOLD.has(response.status))
    throw new Error(`${method} ${url}: ${JSON.stringify(body)}`);
  return { status: response.status, body };
};

const fateOf = async (base: string, { decisionId, digest, state }: Listed): Promise<Fate> => {
  if (state === 'erased') return 'erased';
  const { status, body } = await asked(`${base}/decisions/${encodeURIComponent(decisionId)}/replay`, 'POST');
  if (status === 410) return 'erased';
  return body['identical'] === true && body['digest'] === digest ? 'identical' : 'different';
};

const inTurn = async (decisions: readonly Listed[], work: (one: Listed) => Promise<void>): Promise<void> => {
  const waiting = decisions.values();
  const take = async (): Promise<void> => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
};

/**
 * Has a hub, or an issuer on path 1, make every decision of a window again, and counts those that came out the same, to
 * the byte and with the digest under which they are listed.
 * @param progress told after each page how many have been looked at
 * @throws Error where it refuses
 */
export const replayWindow = async (
  { at, from, to, pageSize = 200 }: ReplayWindow,
  progress: (seen: number) => void = () => undefined,
): Promise<ReplayCounts> => {
  const counts = { identical: 0, different: [] as string[], erased: 0 };
  const query = new URLSearchParams({ from, to, limit: String(pageSize) });
  for (;;) {
    const { decisions, next } = (await asked(`${at}/decisions?${query}`, 'GET')).body as unknown as Page;
    await inTurn(decisions, async (one) => {
      const fate = await fateOf(at, one);
      if (fate === 'different') counts.different.push(one.decisionId);
      else counts[fate] += 1;
    });
    progress(counts.identical + counts.different.length + counts.erased);
    if (next === null) return counts;
    query.set('after', next);
  }
};
