import { must } from './must.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };

const called = async (method, url, body) => {
  const sent = body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) };
  const answer = await fetch(url, { method, ...sent });
  must(answer.ok, `${method} ${url} was answered ${answer.status}: ${await answer.clone().text()}`);
  return answer.json();
};

/** Of nobody whom the sample knows: what applies anew at every start. */
const APPLICATION = {
  channel: 'ehuiban_app',
  document: { type: 'resident_id', number: '420106199001011231', name: '李四' },
  consent: { given: true, version: '2020-02' },
  health: { temperatureTenths: 366, symptoms: [], closeContact: false },
  itinerary: [],
};

const LEVEL = {
  level: 'high',
  figures: { total: 60, newIn14Days: 3, clusterIn14Days: true },
  scheme: 'cn-2020-02',
};

/** Where each write of a federation is read again. */
const places = ({ settings, decision, code }) => {
  const at = (port) => `http://127.0.0.1:${port}/v1`;
  return {
    'the decision': `${at(settings.HUB_PORT)}/decisions/${decision.decisionId}`,
    'the level': `${at(settings.RISK_PORT)}/regions/110106/history`,
    'the code': `${at(settings.ISSUER_PORT)}/issuers/420000/codes/${code.codeRef}/health`,
    'the agreements': `${at(settings.HUB_PORT)}/agreements`,
  };
};

const read = async (world) => {
  const found = {};
  for (const [what, url] of Object.entries(places(world))) found[what] = await called('GET', url);
  return found;
};

/** Writes at each service, and notes what is there just before it stops. */
export const written = async (world) => {
  const { RISK_PORT, ISSUER_PORT } = world.settings;
  await called('PUT', `http://127.0.0.1:${RISK_PORT}/v1/regions/110106/level`, LEVEL);
  const applications = `http://127.0.0.1:${ISSUER_PORT}/v1/issuers/420000/code-applications`;
  world.code = await called('POST', applications, APPLICATION);
  world.kept = await read(world);
};

/** What was there is there again, as it was. */
export const nothingLost = async (world) => {
  const now = await read(world);
  for (const [what, before] of Object.entries(world.kept))
    must(
      JSON.stringify(now[what]) === JSON.stringify(before),
      `${what}: ${JSON.stringify(before)} became ${JSON.stringify(now[what])}`,
    );
};
