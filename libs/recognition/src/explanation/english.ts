import { ADVICE } from '@huren/standard';
import { codeName, kindsUnknown, missedCode } from './account.ts';
import type { Looked, Missed } from './account.ts';
import { placeName } from './provinces.ts';
import {
  ADVICE_TERMS,
  COLOUR_TERMS,
  KIND_TERMS,
  MEASURE_TERMS,
  PURPOSE_TERMS,
  REFUSAL_TERMS,
  RESULT_TERMS,
  faultTerm,
} from './terms.ts';
import { englishTime } from './times.ts';

const shownText = ({ draft: { source } }: Looked): string => {
  const code = `${codeName(source.issuer, source.scheme, 'en')} (issuer ${source.issuer}, version ${source.version})`;
  const bare = source.bareColour
    ? 'It came without reasons and is taken as the strictest that its colour may mean. '
    : '';
  return `Shown: ${code}, ${COLOUR_TERMS[source.colour].en}. ${bare}`;
};

const clauseText = ({ chosen }: Looked): string =>
  chosen
    ? `"${chosen.agreement.title.en}" (version ${chosen.agreement.version}, clause ${chosen.clause.id})`
    : '';

const measureText = ({ draft: { measureUntil }, finding }: Looked): string =>
  `Measure: ${MEASURE_TERMS[finding.measure].en}${measureUntil ? ` until ${englishTime(measureUntil)}` : ''}.`;

const firedText = ({ finding }: Looked): string =>
  finding.fired.length > 0
    ? `Rules that apply: ${finding.fired.map(({ text }) => text.en).join('; ')}. `
    : '';

const unknownText = ({ finding }: Looked): string => {
  const kinds = kindsUnknown(finding).map((kind) => KIND_TERMS[kind].en);
  return kinds.length > 0
    ? `Not looked into by the issuer, and treated as unknown: ${kinds.join(', ')}. `
    : '';
};

const verdictText = (looked: Looked): string => {
  const { draft, finding, chosen } = looked;
  const place = placeName(draft.destination, 'en');
  if (finding.result === 'recognised') {
    const none = finding.fired.length > 0 ? '' : 'No restricting rule applies. ';
    const where = `${place} for ${PURPOSE_TERMS[draft.purpose].en}`;
    return `Recognised in ${where} as ${COLOUR_TERMS[finding.colour].en}, under ${clauseText(looked)}. ${none}`;
  }
  const under = chosen ? `, ${clauseText(looked)}` : '';
  return `Not recognised in ${place}: ${REFUSAL_TERMS[finding.refusal].en}${under}. `;
};

/** A decision about a code that was looked at. */
export const lookedInEnglish = (looked: Looked): string =>
  shownText(looked) + verdictText(looked) + firedText(looked) + unknownText(looked) + measureText(looked);

/** A result that is no colour. */
export const missedInEnglish = (missed: Missed): string => {
  const { result, fault } = missed.failure;
  const why = faultTerm(fault, 'en');
  const told = `${missedCode(missed, 'en') ?? 'The code shown'} ${RESULT_TERMS[result].en}${why ? `: ${why}` : ''}.`;
  return `${told} No colour was found; this says nothing about the holder's health. ${ADVICE_TERMS[ADVICE[result]].en}.`;
};
