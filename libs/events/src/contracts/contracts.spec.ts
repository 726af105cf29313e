import { describe, expect, it } from '@jest/globals';
import { examples } from '../testing/payloads.ts';
import { splitField } from '../util/json-bytes.ts';
import { checkEvent } from './check.ts';
import { draftOf, eventOf } from './draft.ts';
import { codeTopic } from './payloads/code.ts';
import { deadLetterTopicOf, isDeadLetterTopic } from './payloads/dead-letter-notice.ts';
import { decisionTopic } from './payloads/decision.ts';
import { regionTopic } from './payloads/region.ts';
import { shareTopicOf } from './payloads/share.ts';
import { contracts } from './registry.ts';
import { ContractViolation } from './violation.ts';

const source = '/tests';
const time = '2020-03-16T09:00:00+08:00';
const make = (topic: string, data: unknown) => eventOf(contracts, { topic, source, time, data });
const dataOf = (topic: string) => structuredClone(examples[topic]!.data) as Record<string, unknown>;

const issuesOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof ContractViolation) return error.issues;
    throw error;
  }
  return 'no violation';
};

describe('the contracts', () => {
  it.each(Object.entries(examples))('of %s take a valid payload and give its key', (topic, example) => {
    const event = make(topic, example.data);
    expect(event).toMatchObject({ specversion: '1.0', topic, key: example.key });
    expect(event.stateversion).toBe(example.stateversion);
    expect(checkEvent(contracts, JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it.each(Object.entries(examples))('of %s let a relay take the data out of an event', (topic, { data }) => {
    const event = make(topic, data);
    const [attributes, taken] = splitField(JSON.stringify(event), 'data');
    expect({ ...attributes, data: JSON.parse(taken.toString('utf8')) }).toEqual(event);
  });

  it.each(Object.keys(examples))('of %s refuse an unknown field, naming it', (topic) => {
    const issues = issuesOf(() => make(topic, { ...dataOf(topic), surplus: 1 }));
    expect(issues).toEqual([{ pointer: '/***(7)', message: 'is not a known field' }]);
  });

  it('cover every topic of the federation, and the dead letters of each', () => {
    const names = Object.keys(examples).map((topic) => contracts.find(topic)?.name);
    const all = contracts.all.map(({ name }) => name);
    expect(all.filter((name) => !isDeadLetterTopic(name)).every((name) => names.includes(name))).toBe(true);
    for (const { name } of contracts.all.filter((one) => !isDeadLetterTopic(one.name))) {
      expect(all).toContain(deadLetterTopicOf(name));
    }
  });

  it('take the versioned tombstone of an erased code', () => {
    const { codeRef } = dataOf('huren.code.v1');
    const event = make('huren.code.v1', { codeRef, version: 8, erased: true });
    expect(event).toMatchObject({ key: codeRef, stateversion: 8 });
  });

  it('name the field of the alternative that was meant', () => {
    const colourless = { ...dataOf('huren.code.v1'), colour: 'blue' };
    expect(issuesOf(() => make('huren.code.v1', colourless))).toMatchObject([{ pointer: '/colour' }]);
    const share = dataOf('huren.share.330000.v1');
    const nested = { ...share, record: { ...(share['record'] as object), name: '张三' } };
    expect(issuesOf(() => make(shareTopicOf('330000'), nested))).toEqual([
      { pointer: '/record/***(4)', message: 'is not a known field' },
    ]);
  });

  it('never quote a value in a violation', () => {
    const data = { ...dataOf('huren.code.v1'), subject: '11010519491231002X' };
    expect(() => make('huren.code.v1', data)).toThrow(/\/subject/);
    expect(() => make('huren.code.v1', data)).not.toThrow(/11010519491231002X/);
  });

  it('refuse an unknown topic, and an event whose attributes do not fit its data', () => {
    expect(() => make('huren.nothing.v1', {})).toThrow('is not a known topic');
    const event = make('huren.code.v1', dataOf('huren.code.v1'));
    expect(issuesOf(() => checkEvent(contracts, { ...event, key: 'x' }))).toMatchObject([{ pointer: '/key' }]);
    expect(issuesOf(() => checkEvent(contracts, { ...event, stateversion: 6 }))).toMatchObject([
      { pointer: '/stateversion' },
    ]);
    const dataschema = event.dataschema.replace(':1.', ':2.');
    expect(issuesOf(() => checkEvent(contracts, { ...event, dataschema }))).toMatchObject([
      { pointer: '/dataschema' },
    ]);
  });

  it('refuse an event without an identifier: an inbox would take the next one for the same', () => {
    const event = make('huren.code.v1', dataOf('huren.code.v1'));
    expect(issuesOf(() => checkEvent(contracts, { ...event, id: '' }))).toEqual([
      { pointer: '/id', message: 'is missing' },
    ]);
  });

  it('leave out what a later minor version added, wherever it is, and what is known stays checked', () => {
    const later = (topic: string, alter: (data: Record<string, unknown>) => object) => {
      const event = make(topic, dataOf(topic));
      const dataschema = event.dataschema.replace(/:1\.0$/, ':1.1');
      return { ...event, dataschema, data: alter(dataOf(topic)) };
    };
    const [known] = dataOf('huren.code.v1')['reasons'] as object[];
    const more = later('huren.code.v1', (data) => ({ ...data, more: 1, reasons: [{ ...known, more: 1 }] }));
    expect(checkEvent(contracts, more).data).toEqual(dataOf('huren.code.v1'));
    const wrong = later('huren.code.v1', (data) => ({ ...data, more: 1, colour: 'blue' }));
    expect(issuesOf(() => checkEvent(contracts, wrong))).toContainEqual(expect.objectContaining({ pointer: '/colour' }));
    const next = later('huren.code.v1', (data) => ({ ...data, more: 1 }));
    expect(issuesOf(() => checkEvent(contracts, { ...next, dataschema: next.dataschema.replace(':1.1', ':2.1') }))).not.toBe(
      'no violation',
    );
  });

  it('leave nothing out of a document that was signed: it is taken whole or not at all', () => {
    const topic = 'huren.ruleset.v1';
    const event = make(topic, dataOf(topic));
    const dataschema = event.dataschema.replace(/:1\.0$/, ':1.1');
    const beside = { ...dataOf(topic), more: 1 };
    expect(checkEvent(contracts, { ...event, dataschema, data: beside }).data).toEqual(dataOf(topic));
    const ruleSet = { ...(dataOf(topic)['ruleSet'] as object), more: 1 };
    expect(issuesOf(() => checkEvent(contracts, { ...event, dataschema, data: { ...beside, ruleSet } }))).toEqual(
      expect.arrayContaining([{ pointer: '/ruleSet/***(4)', message: 'is not a known field' }]),
    );
  });

  it('refuse in what decisions rest on text that no database takes', () => {
    const topic = 'huren.ruleset.v1';
    const told = (basis: string) => {
      const ruleSet = { ...(dataOf(topic)['ruleSet'] as object), basis };
      return issuesOf(() => checkEvent(contracts, { ...make(topic, dataOf(topic)), data: { ...dataOf(topic), ruleSet } }));
    };
    for (const text of ['a \u0000', 'half \ud83d', '\\\u0000'])
      expect(told(text)).toEqual([{ pointer: '', message: 'has a NUL character, or half of a surrogate pair' }]);
    for (const text of ['\\u0000', '😀', 'a\nb']) expect(told(text)).toBe('no violation');
  });

  it('key a decision by subject, else codeRef, else its own id', () => {
    const data = dataOf('huren.decision.v1') as Parameters<typeof decisionTopic.keyOf>[0];
    expect(decisionTopic.keyOf({ ...data, subject: 's', codeRef: '420000.a' })).toBe('s');
    expect(decisionTopic.keyOf({ ...data, codeRef: '420000.a' })).toBe('420000.a');
  });

  it('keep the whole order of risk levels in one partition', () => {
    expect(regionTopic).toMatchObject({ partitions: 1, compacted: true, wholeState: true });
  });

  it('make typed drafts', () => {
    const draft = draftOf(codeTopic, { source, time, data: dataOf('huren.code.v1') as never });
    expect(draft.topic).toBe('huren.code.v1');
  });
});
