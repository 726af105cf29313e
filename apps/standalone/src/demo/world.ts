import { digestOf } from '@huren/crypto';
import type { Decision, Purpose, RecognitionMode } from '@huren/recognition';
import { chinaDay } from '@huren/standard';
import type { IssuerCode } from '@huren/standard';
import type { Federation } from '../federation.ts';
import type { Person } from './people.ts';
import { stageOf } from './stage.ts';
import type { Stage } from './stage.ts';

type Json = Record<string, unknown>;

/** What an answer says of a decision: the whole of it, or of a person on a manifest its grounds. */
export type Telling = Json & { readonly decisionId: string };

/** What somebody was told of a decision, and where it is kept: at the hub, or at the province that made it. */
export type Told = { readonly telling: Telling; readonly keptBy: 'hub' | IssuerCode };

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
  /** The day that the domain clock shows, in China. */
  today(): string;
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
  /** The problem with which an issuer refuses. */
  refusal(method: string, path: string, body?: unknown): Promise<Json>;
  /** What was told of every decision so far: single, in a batch, in a conversion, of a manifest, of a province's own. */
  told(): readonly Told[];
  /** Does something while what is stored of their outcomes cannot be read. */
  hidingOutcomes<T>(work: () => Promise<T>): Promise<T>;
};

const HEALTHY = { temperatureTenths: 366, symptoms: [], closeContact: false };

const CHANNELS: Readonly<Record<string, string>> = {
  '000000': 'national_service_platform',
  '330000': 'zheliban_app',
  '330100': 'alipay',
  '330110': 'yuhang_app',
  '420000': 'ehuiban_app',
};

const send = (base: string, method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(base + path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

const call = async (base: string, method: string, path: string, body?: unknown): Promise<Json> => {
  const response = await send(base, method, path, body);
  const answer = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
};

const problemOf = async (base: string, method: string, path: string, body?: unknown): Promise<Json> => {
  const response = await send(base, method, path, body);
  if (response.ok) throw new Error(`${method} ${path} was not refused`);
  return (await response.json()) as Json;
};

/** What is sent to apply for a code. */
export const applicationOf = (code: string, document: Person, more: Json = {}): Json => ({
  channel: CHANNELS[code] ?? 'app',
  document,
  consent: { given: true, version: '2020-02' },
  health: HEALTHY,
  itinerary: [],
  ...more,
});

const isTelling = (answer: object): answer is Telling =>
  'decisionId' in answer && typeof answer.decisionId === 'string';

/** What an answer says of decisions, wherever it does. */
export const tellingsIn = (answer: unknown): Telling[] => {
  if (typeof answer !== 'object' || answer === null) return [];
  return [...(isTelling(answer) ? [answer] : []), ...Object.values(answer).flatMap(tellingsIn)];
};

/** A federation in this process as the stories see it. */
export const worldOf = (federation: Federation): World => worldOn(stageOf(federation));

/** The issuer that a path names. */
const issuerIn = (path: string): IssuerCode => path.split('/')[3] as IssuerCode;

/** Any federation as the stories see it. */
export const worldOn = (stage: Stage): World => {
  // By digest: what is told twice alike counts once.
  const told = new Map<string, Told>();
  const noted = async (answer: Promise<Json>, keptBy: Told['keptBy']): Promise<Json> => {
    for (const telling of tellingsIn(await answer)) told.set(digestOf(telling), { telling, keptBy });
    return answer;
  };
  const toIssuer = (method: string, path: string, body?: unknown) =>
    noted(call(stage.issuerUrl(issuerIn(path)), method, path, body), issuerIn(path));
  const toHub = (method: string, path: string, body?: unknown) =>
    noted(call(stage.hubUrl(), method, path, body), 'hub');
  return {
    told: () => [...told.values()],
    hidingOutcomes: (work) => {
      const ids = new Set([...told.values()].map(({ telling }) => telling.decisionId));
      return stage.hidingOutcomes([...ids], work);
    },
    refusal: (method, path, body) => problemOf(stage.issuerUrl(issuerIn(path)), method, path, body),
    at: (moment) => stage.moveTo(new Date(moment)),
    today: () => chinaDay(stage.now()),
    settle: stage.settle,
    hub: toHub,
    risk: (method, path, body) => call(stage.riskUrl(), method, path, body),
    issuer: toIssuer,
    closeHub: stage.closeHub,
    openHub: stage.openHub,
    apply: async (code, document, more = {}) => {
      const body = applicationOf(code, document, more);
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
      const answer = await toHub('POST', '/v1/recognitions', { presented, destination, ...more });
      return answer as unknown as Decision;
    },
  };
};
