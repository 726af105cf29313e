import { FOREIGN_SEAL, agreementTopic, partyKeyTopic, regionTopic, ruleSetTopic } from '@huren/events';
import type { AgreementEvent, HeldKey, RuleSetEvent } from '@huren/events';

/** Keys whose newest state could not be read here; the same until they change. */
export type Unread = () => readonly HeldKey[];

const keysIn = (unread: Unread, topic: { readonly name: string }): string[] =>
  unread().flatMap((held) => (held.topic === topic.name ? held.key : []));

/** Whether the state of a version was not read, or that of a later one, which may have taken its place. */
export const isUnread = (unread: Unread, event: AgreementEvent | RuleSetEvent): boolean => {
  const [topic, { id, version }] =
    'agreement' in event ? [agreementTopic, event.agreement] : [ruleSetTopic, event.ruleSet];
  return keysIn(unread, topic).some((key) => {
    const at = key.lastIndexOf('@');
    return key.slice(0, at) === id && Number(key.slice(at + 1)) >= version;
  });
};

/** Of the keys by which parties sign. What another than the registrar tells of one is nothing that was not read. */
export const unreadKids = (unread: Unread): string[] =>
  keysIn(() => unread().filter(({ code }) => code !== FOREIGN_SEAL), partyKeyTopic);

export const areLevelsUnread = (unread: Unread): boolean => keysIn(unread, regionTopic).length > 0;

/** Of a code of which something newer came and could not be read. */
export const UNREAD = { result: 'unavailable', fault: 'record_in_dead_letters' } as const;
