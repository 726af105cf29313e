import type { Sql } from '@huren/events';
import type { CodeRef, Symptom } from '@huren/standard';

/** What a holder answered about their health. */
export type HealthAnswers = {
  readonly temperatureTenths: number;
  readonly symptoms: readonly Symptom[];
  readonly closeContact: boolean;
};

/** What speaks against a holder by their own word, and when it was last declared. */
export type DeclaredFact = {
  readonly fact: 'contact.close' | 'temperature' | `symptom.${Symptom}`;
  readonly declaredAt: Date;
  /** Of `temperature`, in tenths of a degree Celsius. */
  readonly tenths: number | null;
};

/** What is declared counts for so long, unless something lifts it earlier or an isolation takes longer. */
export const DECLARATION_DAYS = 14;

/** From so many tenths of a degree on a temperature speaks against its holder. */
export const ABNORMAL_TENTHS = 373;

/** What of the answers speaks against the holder. Pure. */
export const adverseOf = (answers: HealthAnswers, now: Date): DeclaredFact[] => [
  ...(answers.closeContact ? [{ fact: 'contact.close' as const, declaredAt: now, tenths: null }] : []),
  ...(answers.temperatureTenths >= ABNORMAL_TENTHS
    ? [{ fact: 'temperature' as const, declaredAt: now, tenths: answers.temperatureTenths }]
    : []),
  ...answers.symptoms.map((symptom) => ({
    fact: `symptom.${symptom}` as const,
    declaredAt: now,
    tenths: null,
  })),
];

/**
 * Keeps what speaks against a holder; what is not declared again is not taken back. A contact that is declared again
 * within its days is the same contact, and its days go on; a symptom or a temperature is there anew.
 */
export const keepAdverse = async (
  tx: Sql,
  codeRef: CodeRef,
  facts: readonly DeclaredFact[],
): Promise<void> => {
  await tx.query(
    `insert into declared_fact (code_ref, fact, declared_at, tenths)
     select distinct on (fact) $1, fact, declared_at, tenths
       from unnest($2::text[], $3::timestamptz[], $4::int[]) as given (fact, declared_at, tenths)
     on conflict (code_ref, fact) do update set declared_at = excluded.declared_at, tenths = excluded.tenths
       where declared_fact.fact <> 'contact.close'
          or declared_fact.declared_at <= excluded.declared_at - make_interval(days => $5)`,
    [
      codeRef,
      facts.map(({ fact }) => fact),
      facts.map(({ declaredAt }) => declaredAt),
      facts.map(({ tenths }) => tenths),
      DECLARATION_DAYS,
    ],
  );
};
