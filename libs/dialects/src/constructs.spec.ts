import { describe, expect, it } from '@jest/globals';
import { dialectOf } from './registry.ts';
import { contextOf, golden } from './testing/golden.ts';

describe('each construct', () => {
  const errorsOf = (issuer: string, change: (raw: Record<string, never>) => void) => {
    const [first] = golden.filter((one) => one.issuer === issuer).flatMap(({ golden: records }) => records);
    const raw = structuredClone(first?.raw) as Record<string, never>;
    change(raw);
    const read = dialectOf(issuer as never, issuer === '000000' ? 'national' : 'domestic')?.read(
      raw,
      contextOf(issuer),
    );
    return read?.ok ? read : read?.errors;
  };
  const set = (raw: object, path: string, value: unknown): void => {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const into = names.reduce<Record<string, unknown>>(
      (object, name) => object[name] as Record<string, unknown>,
      raw as Record<string, unknown>,
    );
    into[last] = value;
  };

  it('leaves open what was not answered', () => {
    const read = errorsOf('130000', (raw) => {
      for (const path of ['isContactPatient', 'symptom', 'temperature']) set(raw, `yqReports.${path}`, '');
      set(raw, 'healthyReport', [{ healthyStaus: '00' }]);
    });
    expect(read).toMatchObject({
      kind: 'record',
      record: { covers: ['exposure.area', 'test.nucleic'], reasons: [] },
    });
  });

  it.each([
    ['130000', 'yqReports.isContactPatient', '3', '/yqReports/isContactPatient', 'unknown_code'],
    ['130000', 'yqReports.symptom', '1^8', '/yqReports/symptom', 'unknown_code'],
    ['130000', 'yqReports.temperature', 'warm', '/yqReports/temperature', 'malformed'],
    ['130000', 'yqReports.temperature', '50.0', '/yqReports/temperature', 'out_of_range'],
    ['130000', 'healthyReport', [], '/healthyReport', 'missing'],
    ['130000', 'healthyReport', ['00'], '/healthyReport', 'unknown_code'],
    ['440000', 'risk', 256, '/risk', 'unknown_code'],
    ['440000', 'risk', 'none', '/risk', 'unknown_code'],
    ['420000', 'yj', 'none', '/yj', 'malformed'],
    ['420000', 'yj', ['CC'], '/yj/0', 'malformed'],
    ['420000', 'yj', [{ lx: '??', sj: '2020-03-16 09:00:00' }], '/yj/0/lx', 'unknown_code'],
    ['420000', 'yj', [{ lx: 'CC', sj: 'yesterday' }], '/yj/0/sj', 'malformed'],
    ['420000', 'yj', [{ lx: 'QY', sj: '2020-03-16 09:00:00' }], '/yj/0', 'invalid'],
    ['420000', 'yj', [{ lx: 'CC', sj: '2020-03-16 09:00:00', phone: '1' }], '/yj/0/phone', 'unknown_field'],
    [
      '420000',
      'yj',
      [{ lx: 'QY', sj: '2020-03-16 09:00:00', qh: '429999', dj: 'high' }],
      '/reasons/0/division',
      'unknown_division',
    ],
    ['420000', 'yxq', 'soon', '/yxq', 'malformed'],
    ['610000', 'scanTime', '158432040', '/scanTime', 'malformed'],
    ['440000', 'modified', 'now', '/modified', 'malformed'],
    ['330110', '', '', '', 'malformed'],
    ['000000', 'healthProof.time', '2020-03-16', '/healthProof/time', 'malformed'],
  ])('%s with %s = %j is refused at %s: %s', (issuer, path, value, pointer, code) => {
    const errors = path
      ? errorsOf(issuer, (raw) => set(raw, path, value))
      : dialectOf('330110', 'domestic')?.read(7, contextOf(issuer));
    expect(JSON.stringify(errors)).toContain(`{"pointer":"${pointer}","code":"${code}"`);
  });

  it('a fact list that is not there leaves its kinds open', () => {
    const read = errorsOf('420000', (raw) => delete (raw as Record<string, unknown>)['yj']);
    expect(read).toMatchObject({ kind: 'record', record: { covers: [] } });
  });

  it('a colour that a dialect does not have cannot be rendered', () => {
    const [first] = golden.filter((one) => one.issuer === '000000').flatMap(({ golden: records }) => records);
    const record =
      first?.outcome.ok && first.outcome.kind === 'record'
        ? { ...first.outcome.record, colour: 'orange' as const }
        : undefined;
    if (!record) throw new Error('no record');
    expect(dialectOf('420000', 'domestic')?.render(record)).toEqual({
      raw: null,
      lost: [{ pointer: '/colour', reason: 'orange is no colour of this dialect' }],
    });
    expect(dialectOf('000000', 'national')?.render({ ...record, subject: '' }).lost).toEqual([
      { pointer: '', reason: 'the record cannot be carried at all' },
    ]);
  });
});
