import { contracts, eventOf, written } from '@huren/events';
import type { EventDraft } from '@huren/events';
import type { Service } from '@huren/platform';
import { resident } from '../demo/people.ts';
import type { Federation } from '../federation.ts';
import { send } from './send.ts';

/** An event that no consumer can read, but for its topic. */
export const unreadable = {
  specversion: '1.0',
  ...{ id: '1', source: '/a', type: 'a', time: '2020-03-16T09:00:00+08:00' },
  ...{ key: 'a', dataschema: 'urn:a', data: {} },
} as const;

/** A contact of each holder that the issuer cannot take in; answers their subjects. */
export const spoil = async (federation: Federation, ...numbers: number[]): Promise<string[]> => {
  const onIssuer = (statement: string) => federation.issuerContext.database.sql.query(statement);
  const subjects: string[] = [];
  await onIssuer('alter table subject_facts rename to subject_facts_away');
  for (const n of numbers) {
    const { name: _, ...document } = resident('421002', n);
    const reason = {
      kind: 'contact.close',
      issuer: '420000',
      evidence: 'investigation',
      observedAt: '2020-03-15T09:00:00+08:00',
    };
    const { body } = await send(`${federation.risk.url}/v1/person-facts`, 'POST', { document, reason });
    subjects.push(String(body['subject']));
  }
  await federation.settle();
  await onIssuer('alter table subject_facts_away rename to subject_facts');
  return subjects;
};

/** Puts a state on the bus as a later major version of its contract would tell it, which nobody here can read. */
export const tellUnreadable = async (federation: Federation, draft: EventDraft): Promise<void> => {
  const event = eventOf(contracts, draft);
  const dataschema = event.dataschema.replace(/[0-9]+\.[0-9]+$/, '99.0');
  await federation.hub.bus.publish(written([{ ...event, dataschema }]));
  await federation.settle();
};

/** What an officer does about what nobody will ever read. */
export const dismissAll = async ({ server }: Service, group: string): Promise<void> => {
  const by = { officer: 'operator-1', grounds: 'nobody will ever read it', until: new Date().toISOString() };
  await server.deliveries.get(group)?.dismiss('all', by);
};

/** How many letters of a consumer a service tells of. */
export const lettersOf = async ({ url }: Service, group: string): Promise<number> => {
  const figures = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^huren_dead_letters\\{group="${group}"\\} (\\d+)$`, 'm').exec(figures)?.[1]);
};
