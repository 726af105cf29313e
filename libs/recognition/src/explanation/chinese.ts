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
import { chineseTime } from './times.ts';

const ZH = 'zh-CN';

const shownText = ({ draft: { source } }: Looked): string => {
  const code = `${codeName(source.issuer, source.scheme, ZH)}（签发机构代码${source.issuer}，第${source.version}版）`;
  const bare = source.bareColour ? '该码仅有颜色，未附赋码依据，按其可能含义中最严者认定。' : '';
  return `所示为${code}，${COLOUR_TERMS[source.colour][ZH]}。${bare}`;
};

const clauseText = ({ chosen }: Looked): string =>
  chosen
    ? `《${chosen.agreement.title[ZH]}》（第${chosen.agreement.version}版，条款${chosen.clause.id}）`
    : '';

const measureText = ({ draft: { measureUntil }, finding }: Looked): string => {
  const until = measureUntil ? `，至${chineseTime(measureUntil)}止` : '';
  return `管控措施：${MEASURE_TERMS[finding.measure][ZH]}${until}。`;
};

const firedText = ({ finding }: Looked): string =>
  finding.fired.length > 0 ? `适用规则：${finding.fired.map(({ text }) => text[ZH]).join('；')}。` : '';

const unknownText = ({ finding }: Looked): string => {
  const kinds = kindsUnknown(finding).map((kind) => KIND_TERMS[kind][ZH]);
  return kinds.length > 0 ? `签发机构未核查下列事项，按情况不明处理：${kinds.join('、')}。` : '';
};

const verdictText = (looked: Looked): string => {
  const { draft, finding } = looked;
  const place = placeName(draft.destination, ZH);
  if (finding.result === 'recognised') {
    const none = finding.fired.length > 0 ? '' : '未触发管控规则。';
    const colour = COLOUR_TERMS[finding.colour][ZH];
    return `依据${clauseText(looked)}，${place}予以互认（事由：${PURPOSE_TERMS[draft.purpose][ZH]}），认定为${colour}。${none}`;
  }
  const under = looked.chosen ? `，见${clauseText(looked)}` : '';
  return `${place}不予互认：${REFUSAL_TERMS[finding.refusal][ZH]}${under}。`;
};

/** A decision about a code that was looked at, as an official notice would word it. */
export const lookedInChinese = (looked: Looked): string =>
  shownText(looked) + verdictText(looked) + firedText(looked) + unknownText(looked) + measureText(looked);

/** A result that is no colour, as an official notice would word it. */
export const missedInChinese = (missed: Missed): string => {
  const { result, fault } = missed.failure;
  const why = faultTerm(fault, ZH);
  const told = `${missedCode(missed, ZH) ?? '所示健康码'}${RESULT_TERMS[result][ZH]}${why ? `（${why}）` : ''}`;
  return `${told}，未作颜色认定，不表示持码人健康状况异常。${ADVICE_TERMS[ADVICE[result]][ZH]}。`;
};
