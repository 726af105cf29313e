import { sealStatement, sign, signingStatement, termsOf } from '@huren/agreements';
import type { Publication } from '@huren/agreements';
import { agreementTopic, appendToOutbox, draftOf, ruleSetTopic } from '@huren/events';
import type { EventDraft } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { Federation } from '../federation.ts';

/** A version with its signatures by development keys of its parties, as the hub would publish it. */
export const signedEvent = (
  { keys, clock }: Pick<Federation, 'keys' | 'clock'>,
  publication: Omit<Publication, 'proof'>,
): EventDraft => {
  const { kind, revision, state, document } = publication;
  const at = chinaTime(clock.now());
  const { validFrom, validTo } = document;
  const parties = 'clauses' in document ? document.parties : [document.destination];
  const statement = signingStatement(kind, termsOf(document), 'ordinary', null);
  const unsealed = {
    lane: 'ordinary',
    grounds: null,
    terms: { validFrom, validTo },
    signatures: parties.map((party) => ({ at, signature: sign(statement, keys.developmentKey(party)) })),
    acts: [],
  } as const;
  const signature = sign(sealStatement(publication, { ...unsealed, acts: [] }, at), keys.registrarKey);
  const proof = { ...unsealed, acts: [], seal: { at, signature } };
  const attributes = { source: '/hub', time: at };
  return 'clauses' in document
    ? draftOf(agreementTopic, { ...attributes, data: { revision, agreement: document, proof } })
    : draftOf(ruleSetTopic, { ...attributes, data: { revision, state, ruleSet: document, proof } });
};

/** Puts it on the bus, past the life cycle, and waits until everybody has heard of it. */
export const publishSigned = async (
  federation: Federation,
  publication: Omit<Publication, 'proof'>,
): Promise<void> => {
  const draft = signedEvent(federation, publication);
  await federation.hubContext.database.transactions.run((tx) => appendToOutbox(tx, [draft]));
  await federation.settle();
};
