/** An agreement and a rule set to draft, as OpenAPI shows them. */
export const EXAMPLE_AGREEMENT = {
  id: 'wuhan-guangzhou',
  version: 1,
  title: {
    'zh-CN': '武汉市与广州市健康码互认协议',
    en: 'Recognition of health codes between Wuhan and Guangzhou',
  },
  parties: ['420100', '440100'],
  validFrom: '2030-04-01T00:00:00+08:00',
  validTo: '2030-10-01T00:00:00+08:00',
  clauses: [
    {
      id: 'hubei-to-guangzhou',
      from: ['420000'],
      destination: '440100',
      modes: ['showing', 'converting'],
      validFrom: '2030-04-01T00:00:00+08:00',
      validTo: null,
      reviewBy: '2030-07-01T00:00:00+08:00',
      whenStale: 'unavailable',
    },
  ],
  basis: 'Memorandum of both cities',
};

const PASS = { colour: 'green', measure: 'pass', days: 0 };

export const EXAMPLE_RULE_SET = {
  id: '420100.domestic',
  version: 1,
  destination: '420100',
  scheme: 'domestic',
  validFrom: '2030-04-01T00:00:00+08:00',
  validTo: '2030-07-01T00:00:00+08:00',
  rules: [
    {
      id: 'close-contact',
      when: { '<': [{ var: 'facts.contact.close.days' }, 14] },
      then: { colour: 'red', measure: 'central_isolation', days: 14, since: 'contact.close' },
      text: { 'zh-CN': '14天内有密切接触史', en: 'close contact within 14 days' },
      basis: 'Notice of the city',
      validFrom: '2030-04-01T00:00:00+08:00',
      validTo: null,
    },
  ],
  otherwise: PASS,
  whenUnknown: { colour: 'yellow', measure: 'test_required', days: 0 },
  unrecognised: { measure: 'central_isolation', days: 14 },
  basis: 'Notice of the city',
  grounds: 'Clusters in the city',
  publication: 'Website of the city, 2030-03-25',
  status: 'modelled',
};

/** A key to register: of nobody, and its private half is not kept. */
export const EXAMPLE_KEY = {
  kid: 'hubei-wang',
  alg: 'SM2-SM3',
  publicKey:
    '04809ff5369e5ab8905749b06f11bd64cd8254d5cc0719d73d9596511e6fa0954b75538792afc2d09068b8e014c728409457acf68c78b373924f65ac35969fdb0d',
  person: 'Wang',
};
