import type { FactDocument, Occurrence } from './fact-document.ts';

/** The `facts` of a fact document, with an occurrence under each name. */
export const factTree = (of: (name: string) => Occurrence, tenths: number): FactDocument['facts'] => ({
  case: {
    confirmed: of('case.confirmed'),
    suspected: of('case.suspected'),
    asymptomatic: of('case.asymptomatic'),
    recovered: of('case.recovered'),
  },
  contact: { close: of('contact.close'), secondary: of('contact.secondary') },
  exposure: {
    area: {
      low: of('exposure.area.low'),
      medium: of('exposure.area.medium'),
      high: of('exposure.area.high'),
    },
    abroad: of('exposure.abroad'),
  },
  symptom: {
    any: of('symptom.any'),
    fever: of('symptom.fever'),
    cough: of('symptom.cough'),
    fatigue: of('symptom.fatigue'),
    dyspnoea: of('symptom.dyspnoea'),
    vomiting_diarrhoea: of('symptom.vomiting_diarrhoea'),
    palpitation_chest: of('symptom.palpitation_chest'),
    conjunctivitis: of('symptom.conjunctivitis'),
    other: of('symptom.other'),
  },
  temperature: { ...of('temperature'), tenths },
  test: { nucleic: { negative: of('test.nucleic.negative'), positive: of('test.nucleic.positive') } },
  isolation: {
    ordered: of('isolation.ordered'),
    in_progress: of('isolation.in_progress'),
    completed: of('isolation.completed'),
  },
  declaration: { missing: of('declaration.missing') },
  manual: of('manual'),
});
