import type { Decision, Purpose, RecognitionMode } from '@huren/recognition';
import type { IssuerCode } from '@huren/standard';
import type { Federation } from '../federation.ts';
import type { Person } from './people.ts';
import { stageOf } from './stage.ts';
import type { Stage } from './stage.ts';

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
  /** Nobody reaches the hub until it is opened again. */
  closeHub(): Promise<void>;
  openHub(): Promise<void>;
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

/** A federation in this process as the stories see it. */
export const worldOf = (federation: Federation): World => worldOn(stageOf(federation));

/** The issuer that a path names. */
const issuerIn = (path: string): IssuerCode => path.split('/')[3] as IssuerCode;

/** Any federation as the stories see it. */
export const worldOn = (stage: Stage): World => {
  const decisions: Decision[] = [];
  const toIssuer = (method: string, path: string, body?: unknown) =>
    call(stage.issuerUrl(issuerIn(path)), method, path, body);
  return {
    decisions,
    at: (moment) => stage.moveTo(new Date(moment)),
    settle: stage.settle,
    hub: (method, path, body) => call(stage.hubUrl(), method, path, body),
    risk: (method, path, body) => call(stage.riskUrl(), method, path, body),
    issuer: toIssuer,
    closeHub: stage.closeHub,
    openHub: stage.openHub,
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
      await stage.settle();
      const { presented } = await toIssuer('POST', `/v1/issuers/${by}/codes/${codeRef}/make`, { variant });
      return String(presented);
    },
    recognise: async (presented, destination, more = {}) => {
      const decision = (await call(stage.hubUrl(), 'POST', '/v1/recognitions', {
        presented,
        destination,
        ...more,
      })) as unknown as Decision;
      decisions.push(decision);
      return decision;
    },
  };
};
