import { describe, expect, it } from '@jest/globals';
import { compileDialect } from '../registry.ts';
import { contextOf, golden, known } from '../testing/golden.ts';

const rawOf = (issuer: string, at = 0): unknown =>
  structuredClone(golden.find((one) => one.issuer === issuer)?.golden[at]?.raw);

const set = (raw: unknown, path: string, value: unknown): unknown => {
  const names = path.split('.');
  const last = names.pop() as string;
  const into = names.reduce<Record<string, unknown>>((object, name) => object[name] as never, raw as never);
  into[last] = value;
  return raw;
};

const readWith = (issuer: string, path: string, value: unknown) =>
  known(issuer).read(set(rawOf(issuer), path, value), contextOf(issuer));

describe('each construct', () => {
  it('leaves open what was not answered, or answered as unsure', () => {
    for (const value of ['', null, undefined, '3'])
      expect(readWith('130000', 'yqReports.0.isContactPatient', value)).toMatchObject({
        kind: 'record',
        record: { covers: ['exposure.area', 'symptom', 'temperature', 'test.nucleic'] },
      });
  });

  it('takes numbers for texts, and null for no answer', () => {
    expect(readWith('130000', 'yqReports.0.isContactPatient', 2)).toEqual(
      readWith('130000', 'yqReports.0.isContactPatient', '2'),
    );
    expect(readWith('420000', 'yj', null)).toMatchObject({ kind: 'record', record: { covers: [] } });
    expect(readWith('130000', 'person', null)).toMatchObject({ errors: [{ pointer: '/person/subject' }] });
  });

  it.each<[string, string, unknown, string, string]>([
    ['130000', 'yqReports.0.isContactPatient', ['1'], '/yqReports/0/isContactPatient', 'wrong_type'],
    ['130000', 'yqReports.0.xzqhfxdj', '', '/yqReports/0/xzqhfxdj', 'missing'],
    ['130000', 'yqReports.0.xzqhfxdj', '4', '/yqReports/0/xzqhfxdj', 'unknown_code'],
    ['130000', 'yqReports.0.city', '', '/yqReports/0/city', 'missing'],
    ['130000', 'healthyReport', ['00'], '/healthyReport/0', 'wrong_type'],
    ['130000', 'healthyReport', [{}], '/healthyReport/0/healthyStaus', 'missing'],
    ['130000', 'healthyReport', {}, '/healthyReport', 'wrong_type'],
    ['130000', 'hsjc', 'negative', '/hsjc', 'wrong_type'],
    ['130000', 'hsjc', { result: '2', time: '16 March' }, '/hsjc/time', 'malformed'],
    [
      '130000',
      'xcgjAllList',
      [{ date: '2020-03-12 00:00:00', xzqh: '420106', xzqhfxdj: '9' }],
      '/xcgjAllList/0/xzqhfxdj',
      'unknown_code',
    ],
    ['440000', 'risk', 256, '/risk', 'unknown_code'],
    ['440000', 'risk', 1.5, '/risk', 'unknown_code'],
    ['440000', 'risk', null, '/risk', 'missing'],
    ['440000', 'modified', 1584320400, '/modified', 'malformed'],
    ['420000', 'yj', 'none', '/yj', 'wrong_type'],
    ['420000', 'yj', ['CC'], '/yj/0', 'wrong_type'],
    ['420000', 'yj', [{ sj: '2020-03-16 09:00:00' }], '/yj/0/lx', 'missing'],
    ['420000', 'yj', [{ lx: 'CC' }], '/yj/0/sj', 'missing'],
    ['420000', 'yj', [{ lx: 'CC', sj: '2020-02-30 09:00:00' }], '/yj/0/sj', 'malformed'],
    ['420000', 'yj', [{ lx: 'HS', sj: '2020-03-16 09:00:00', jg: 'faint' }], '/yj/0/jg', 'not_allowed'],
    ['420000', 'yj', [{ lx: 'CC', sj: '2020-03-16 09:00:00', gj: 'ITA' }], '/yj/0/gj', 'unknown_field'],
    ['420000', 'yj', [{ lx: 'CC', sj: '2020-03-16 09:00:00', phone: '1' }], '/yj/0/phone', 'unknown_field'],
    ['420000', 'yxq', '2020-03-01 09:00:00', '/yxq', 'contradiction'],
    ['420000', 'yxq', '', '/yxq', 'missing'],
    ['530000', '原因', '无、发热', '/原因', 'unknown_code'],
    ['530000', '更新时间', '2020年13月01日09时00分', '/更新时间', 'malformed'],
    ['000000', 'healthProof.time', '2020-03-16', '/healthProof/time', 'malformed'],
    ['000000', 'basic.subject', 'A', '/basic/subject', 'malformed'],
  ])('%s with %s = %j is refused at %s: %s', (issuer, path, value, pointer, code) => {
    expect(readWith(issuer, path, value)).toMatchObject({ ok: false, errors: [{ pointer, code }] });
  });

  it('says that nothing was found only of what was looked into, and of which nothing goes unsaid', () => {
    const surveyOf = (change: object) => {
      const outcome = known('370000').read(rawOf('370000'), contextOf('370000'));
      if (!outcome.ok || outcome.kind !== 'record') throw new Error('no record');
      const { raw } = known('370000').render({ ...outcome.record, ...change });
      return (raw as { survey: object }).survey;
    };
    const stay = { kind: 'exposure.area', issuer: '370000', evidence: 'unstated', division: '110106' };
    const elsewhere = { ...stay, level: 'medium', observedAt: '2020-03-10T09:00:00+08:00' };
    const none = { contact: 'N', hubei: 'N', symptoms: '0', temperature: '36.5' };
    expect(surveyOf({})).toEqual(none);
    expect(surveyOf({ reasons: [elsewhere] })).toEqual({ ...none, hubei: '' });
    expect(surveyOf({ covers: ['symptom'] })).toEqual({
      contact: '',
      hubei: '',
      symptoms: '0',
      temperature: '',
    });
  });

  it('says the stay at the highest level where an area is all that there is for one', () => {
    const { reasons = [], ...document } = known('130000').document;
    const { render } = compileDialect({ ...document, reasons: reasons.filter(({ as }) => as !== 'facts') });
    const outcome = known('130000').read(rawOf('130000'), contextOf('130000'));
    if (!outcome.ok || outcome.kind !== 'record') throw new Error('no record');
    const stay = { kind: 'exposure.area', issuer: '130000', evidence: 'unstated' } as const;
    const at = (division: '110106' | '231200', level: 'low' | 'medium') =>
      ({ ...stay, division, level, observedAt: outcome.record.issuedAt }) as const;
    const { raw, lost } = render({
      ...outcome.record,
      reasons: [at('110106', 'low'), at('231200', 'medium')],
    });
    expect(raw).toMatchObject({ yqReports: [{ city: '231200', xzqhfxdj: '2' }] });
    expect(lost).toContainEqual({ pointer: '/reasons/0', reason: 'exposure.area cannot be carried' });
  });

  it('of several reasons a record says each once', () => {
    const met = { time: '2020-03-16 09:00:00' };
    const outcome = readWith('130000', 'rjmj', [met, met]);
    expect(JSON.stringify(outcome).split('contact.close')).toHaveLength(3);
  });
});

describe('a colour', () => {
  it('that its stated reasons do not account for is a bare one', () => {
    const shandong = (survey: object) => {
      const raw = rawOf('370000') as { code: object; survey: object };
      return known('370000').read(
        { code: { ...raw.code, color: 'red' }, survey: { ...raw.survey, ...survey } },
        contextOf('370000'),
      );
    };
    const reasonsOf = (survey: object) => {
      const outcome = shandong(survey);
      return outcome.ok && outcome.kind === 'record'
        ? outcome.record.reasons?.map(({ kind }) => kind)
        : 'none';
    };
    expect(reasonsOf({})).toBeUndefined();
    expect(reasonsOf({ symptoms: '2' })).toBeUndefined();
    expect(reasonsOf({ symptoms: '2', contact: 'Y' })).toEqual(['contact.close', 'symptom']);
  });

  it('is the strictest that a record names, of the provinces and overall', () => {
    const colours = (...codes: string[]) => codes.map((healthyStaus) => ({ healthyStaus }));
    expect(readWith('130000', 'healthyReport', colours('00', '10', '20'))).toMatchObject({
      record: { colour: 'red' },
    });
    expect(readWith('130000', 'fxdj', '01')).toMatchObject({ record: { colour: 'yellow' } });
    expect(readWith('130000', 'fxdj', '20')).toMatchObject({ record: { colour: 'green' } });
  });

  it('a result of an encoding is never a colour', () => {
    const resultOf = (status: number) => readWith('330100', 'status', status);
    expect(resultOf(4)).toMatchObject({ ok: true, kind: 'result', result: 'expired' });
    expect(resultOf(5)).toMatchObject({ kind: 'result', result: 'not_found' });
    expect(resultOf(6)).toMatchObject({ kind: 'result', result: 'verification_failed' });
    expect(resultOf(7)).toMatchObject({ kind: 'result', result: 'unavailable' });
    expect(resultOf(3)).toMatchObject({ kind: 'record', record: { colour: 'red' } });
    expect(readWith('610000', 'healthColor', 0)).toMatchObject({ record: { colour: 'red' } });
  });

  it('that a dialect does not have cannot be rendered', () => {
    const outcome = known('000000').read(rawOf('000000'), contextOf('000000'));
    if (!outcome.ok || outcome.kind !== 'record') throw new Error('no record');
    expect(known('420000').render({ ...outcome.record, colour: 'orange' })).toEqual({
      raw: null,
      lost: [{ pointer: '/colour', reason: 'orange is no colour of this dialect' }],
    });
    expect(known('000000').render({ ...outcome.record, subject: '' }).lost).toEqual([
      { pointer: '', reason: 'the record cannot be carried at all' },
    ]);
  });
});
