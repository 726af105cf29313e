import { decide } from '../decide.ts';
import { asOfEngine } from '../engine.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Bilingual } from '../model/rule-set.ts';
import type { NotShown, PresentedRecord, Question } from '../question.ts';

/** The explanation of a decision on 16 March 2020 at Baiyun, without the account at its end. */
export const explained = (
  record: PresentedRecord,
  knowledge: Knowledge,
  more: Partial<Question> = {},
): Bilingual => {
  const at = '2020-03-16T09:00:00+08:00';
  const presented = { kind: 'record', record, verified: 'mac', observedAt: at, ageSeconds: 0 } as const;
  const question: Question = {
    decisionId: 'd',
    at,
    destination: '440111',
    purpose: 'entry',
    mode: 'showing',
    presented,
  };
  return asOfEngine(decide({ ...question, ...more }, knowledge), '1').explanation;
};

/** A failure; how its notice begins in Chinese; in English, the Chinese advice, the English advice. */
type FailedExample = readonly [Omit<NotShown, 'kind'>, string, readonly [string, string, string]];

const REFRESH = ['请刷新健康码后重新出示。', 'Refresh the code and show it again.'] as const;
const DOCUMENT = ['请凭有效身份证件核查。', 'Look the person up by identity document.'] as const;
const LATER = ['请稍后重试。', 'Try again later.'] as const;

export const FAILED_EXAMPLES: FailedExample[] = [
  [
    { result: 'verification_failed', fault: 'altered' },
    '所示健康码未通过验证（内容被改动），',
    ['The code shown failed verification: it was altered.', ...REFRESH],
  ],
  [
    { result: 'verification_failed', fault: 'malformed' },
    '所示健康码未通过验证（格式不符），',
    ['The code shown failed verification: it is not in a known form.', ...REFRESH],
  ],
  [
    { result: 'verification_failed', fault: 'unknown_key', issuer: '370000' },
    '山东省健康通行卡未通过验证（签发密钥不明），',
    ['Shandong Health Pass failed verification: its key is not known.', ...REFRESH],
  ],
  [
    { result: 'verification_failed', fault: 'foreign' },
    '所示健康码未通过验证（不属于所称签发机构），',
    ['The code shown failed verification: it is not of the issuer that it names.', ...REFRESH],
  ],
  [
    { result: 'verification_failed', fault: 'not_yet_valid' },
    '所示健康码未通过验证（尚未生效），',
    ['The code shown failed verification: it is not valid yet.', ...REFRESH],
  ],
  [
    { result: 'expired', fault: 'expired' },
    '所示健康码已过有效期（动态码超过时限），',
    ['The code shown has expired: the dynamic code is too old.', ...REFRESH],
  ],
  [{ result: 'not_found' }, '所示健康码未查到对应记录，', ['The code shown is not on record.', ...DOCUMENT]],
  [
    { result: 'unavailable', fault: 'something_else', issuer: '420000' },
    '湖北健康码的数据暂时无法取得，',
    ['Hubei Health Code cannot be looked up at present.', ...LATER],
  ],
  [
    { result: 'unavailable', fault: 'stale_source' },
    '所示健康码的数据暂时无法取得（签发机构数据超过互认条款规定的时限），',
    [
      "The code shown cannot be looked up at present: the issuer's data are older than the clause allows.",
      ...LATER,
    ],
  ],
  [
    { result: 'unavailable', fault: 'stale_risk' },
    '所示健康码的数据暂时无法取得（风险等级数据超过互认条款规定的时限），',
    [
      'The code shown cannot be looked up at present: the risk levels are older than the clause allows.',
      ...LATER,
    ],
  ],
];
