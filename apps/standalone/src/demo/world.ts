import type { Decision, Purpose, RecognitionMode } from '@huren/recognition';
import type { Federation } from '../federation.ts';
import type { Person } from './people.ts';

type Json = Record<string, unknown>;

export type Code = {
  readonly codeRef: string;
  readonly issuer: string;
  readonly colour: string;
  readonly version: number;
};

/** What the stories may do: everything over HTTP, but for the clock. */
export type World = {
  /** Goes on to a moment; what time alone changes has then happened. */
  at(moment: string): Promise<void>;
  /** Waits until every event has been handled. */
  settle(): Promise<void>;
  apply(issuer: string, person: Person, more?: Json): Promise<Code>;
  colourOf(code: Code): Promise<{ colour: string; version: number; reasons: { kind: string }[] }>;
  /** Makes the string to be shown, once the code has reached everybody. */
  show(code: Code, variant?: 'dynamic' | 'offline'): Promise<string>;
  recognise(
    presented: string,
    destination: string,
    more?: { purpose?: Purpose; mode?: RecognitionMode },
  ): Promise<Decision>;
  hub(method: string, path: string, body?: unknown): Promise<Json>;
  risk(method: string, path: string, body?: unknown): Promise<Json>;
  issuer(method: string, path: string, body?: unknown): Promise<Json>;
  closeHub(): Promise<void>;
  /** Decisions of the hub so far. */
  readonly decisions: readonly Decision[];
};

const HEALTHY = { temperatureTenths: 366, symptoms: [], closeContact: false };

const CHANNELS: Readonly<Record<string, string>> = {
  '000000': 'national_service_platform',
  '330000': 'zheliban_app',
  '330100': 'alipay',
  '330110': 'yuhang_app',
  '420000': 'ehuiban_app',
};

const call = async (base: string, method: string, path: string, body?: unknown): Promise<Json> => {
  const response = await fetch(base + path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
};

/** A federation as the stories see it. */
export const worldOf = (federation: Federation): World => {
  const { hub, risk, issuer, clock } = federation;
  const decisions: Decision[] = [];
  const toIssuer = (method: string, path: string, body?: unknown) => call(issuer.url, method, path, body);
  return {
    decisions,
    at: (moment) => clock.moveTo(new Date(moment)),
    settle: federation.settle,
    hub: (method, path, body) => call(hub.url, method, path, body),
    risk: (method, path, body) => call(risk.url, method, path, body),
    issuer: toIssuer,
    closeHub: hub.closeListener,
    apply: async (code, document, more = {}) => {
      const body = {
        channel: CHANNELS[code] ?? 'app',
        document,
        consent: { given: true, version: '2020-02' },
        health: HEALTHY,
        itinerary: [],
        ...more,
      };
      return (await toIssuer('POST', `/v1/issuers/${code}/code-applications`, body)) as unknown as Code;
    },
    colourOf: async ({ issuer: by, codeRef }) => {
      const { record } = await toIssuer('GET', `/v1/issuers/${by}/codes/${codeRef}/health`);
      return record as { colour: string; version: number; reasons: { kind: string }[] };
    },
    show: async ({ issuer: by, codeRef }, variant = 'dynamic') => {
      await federation.settle();
      const { presented } = await toIssuer('POST', `/v1/issuers/${by}/codes/${codeRef}/make`, { variant });
      return String(presented);
    },
    recognise: async (presented, destination, more = {}) => {
      const decision = (await call(hub.url, 'POST', '/v1/recognitions', {
        presented,
        destination,
        ...more,
      })) as unknown as Decision;
      decisions.push(decision);
      return decision;
    },
  };
};
