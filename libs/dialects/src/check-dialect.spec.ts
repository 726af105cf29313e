import { readdirSync, readFileSync } from 'node:fs';
import { allIssuers } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkDialect } from './check-dialect.ts';
import { documents } from './data/index.ts';
import { allDialects, compileDialect, dialectOf } from './registry.ts';
import { known } from './testing/golden.ts';

type Change = (document: Record<string, never>) => void;

const faultsOf = (issuer: string, change: Change): string[] => {
  const document = structuredClone(known(issuer).document) as unknown as Record<string, never>;
  change(document);
  const checked = checkDialect(document);
  return checked.ok ? [] : checked.errors.map(({ pointer, code }) => `${code} ${pointer}`);
};

const set =
  (path: string, value: unknown): Change =>
  (document) => {
    const names = path.split('/');
    const last = names.pop() as string;
    const into = names.reduce<Record<string, never>>((object, name) => object[name] as never, document);
    if (value === undefined) delete into[last];
    else into[last] = value as never;
  };

describe('dialects', () => {
  it('there is one for each issuer and scheme, and 余杭绿码, 杭州健康码 and 浙江健康码国际版', () => {
    expect(allDialects()).toHaveLength(36);
    for (const { code, schemes, name } of allIssuers())
      for (const scheme of schemes) {
        const { document } = dialectOf(code, scheme) ?? {};
        expect(document?.name['zh-CN'].startsWith(name['zh-CN'])).toBe(true);
      }
    expect(dialectOf('330000', 'international')?.document.name['zh-CN']).toBe('浙江健康码国际版');
  });

  it('each is one document, named after its issuer and scheme, and complete in itself', () => {
    const folder = new URL('data/', import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    const names = allDialects().map(({ document: { issuer, scheme } }) => `${issuer}-${scheme}.json`);
    expect(names.sort()).toEqual(files.sort());
    expect(documents).toHaveLength(files.length);
  });

  it('each has the published schema', () => {
    const file = new URL('../../../contracts/json-schema/dialect.json', import.meta.url);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    for (const document of documents) {
      validate(document);
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(validate({ ...(documents[0] as object), status: 'seen' })).toBe(false);
  });

  it('those whose encoding was seen are marked so, and say what of them is ours', () => {
    const seen = allDialects().filter(({ document }) => document.status === 'documented');
    expect(seen.map(({ document }) => document.issuer)).toEqual(['110000', '130000']);
    for (const { document } of allDialects())
      if (!document.source.endsWith(' have not been seen.'))
        expect(document.source).toMatch(/Ours: .*the string that is shown/);
  });
});

describe('a dialect handed in', () => {
  it('that is in order is taken', () => {
    for (const document of documents) expect(checkDialect(document)).toMatchObject({ ok: true });
  });

  it.each<[string, Change, string, string?]>([
    ['an issuer that is none', set('issuer', '999999'), 'unknown_issuer /issuer'],
    ['a scheme that its issuer does not have', set('scheme', 'international'), 'not_allowed /scheme'],
    ['a status that is none', set('status', 'seen'), 'not_allowed /status'],
    ['no source', set('source', undefined), 'missing /source'],
    ['a field that no dialect has', set('origin', 'x'), 'unknown_field /origin'],
    [
      'a colour that the scheme does not have',
      set('colour/codes/11', 'orange'),
      'not_allowed /colour/codes/11',
    ],
    ['a colour without a code', set('colour/codes/10', undefined), 'missing /colour/codes'],
    [
      'a code that is colour and result',
      set('colour/results/10', 'expired'),
      'contradiction /colour/results/10',
    ],
    ['a result that is none', set('colour/results/20', 'red'), 'not_allowed /colour/results/20'],
    ['a construct that is none', set('reasons/0/as', 'guess'), 'not_allowed /reasons/0/as'],
    ['a reason of no kind', set('reasons/0/codes/1/kind', 'contact'), 'not_allowed /reasons/0/codes/1/kind'],
    [
      'a reason without what it needs',
      set('reasons/1/codes/1/level', undefined),
      'missing /reasons/1/codes/1/level',
    ],
    [
      'a bit without what it needs',
      set('reasons/0/bits/5/result', undefined),
      'missing /reasons/0/bits/5/result',
      '440000',
    ],
    ['a kind covered that nothing says', set('covers/5', 'isolation'), 'contradiction /covers/5'],
    ['too little that it cannot carry', set('cannotCarry/0', 'symptom'), 'contradiction /cannotCarry'],
    ['a path with two uses', set('reasons/4/path', 'fxdj'), 'contradiction '],
    ['a field within another', set('ignored/0/path', 'hsjc'), 'contradiction '],
    ['a path that is none', set('subject', 'person..subject'), 'malformed /subject'],
    ['a path to where nothing belongs', set('subject', '__proto__.x'), 'malformed /subject'],
    ['a pattern without an end', set('presented/pattern', '^X:(?<ref>.+)'), 'malformed /presented/pattern'],
    ['a pattern that is none', set('presented/pattern', '^X:(?<ref>[)$'), 'malformed /presented/pattern'],
    ['an example without the pattern', set('presented/example', 'X'), 'contradiction /presented/example'],
    ['a colour without a meaning', set('meanings/red', undefined), 'missing /meanings/red'],
    ['a meaning of no colour', set('meanings/orange', [[]]), 'contradiction /meanings/orange'],
    [
      'a field without a place',
      set('shape/fields', ['ref', 'holder', 'c', 'at']),
      'missing /shape/fields',
      '330110',
    ],
    ['a place without a field', set('shape/fields/5', 'x'), 'contradiction /shape/fields', '330110'],
    ['a place too few', set('shape/fields/4/name', 'x'), 'missing /shape/fields', '540000'],
    ['a nested field in pairs', set('reference', 'A.REF'), 'contradiction /shape', '230000'],
  ])('with %s is refused there', (_, change, fault, issuer = '130000') => {
    expect(faultsOf(issuer, change)).toContain(fault);
  });

  it('that is none names every fault, and is not compiled', () => {
    expect(() => compileDialect({ issuer: '130000' })).toThrow(
      /no dialect: .*\/scheme is missing; .*\/meanings/,
    );
    const { document } = known('130000');
    expect(() =>
      compileDialect({ ...document, covers: [], cannotCarry: [], ignored: [{ path: 'hsjc', why: 'x' }] }),
    ).toThrow('/ hsjc.result has two uses');
  });
});
