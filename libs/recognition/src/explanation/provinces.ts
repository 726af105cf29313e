import { NATIONAL_PLATFORM, cityOf, divisionName, provinceOf } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import type { Bilingual } from '../model/rule-set.ts';
import { remembering } from '../timeline.ts';

/** English names of the provincial units, by the first two digits of GB/T 2260; `66` the Corps. */
const ENGLISH: Readonly<Record<string, string>> = {
  '11': 'Beijing',
  '12': 'Tianjin',
  '13': 'Hebei',
  '14': 'Shanxi',
  '15': 'Inner Mongolia',
  '21': 'Liaoning',
  '22': 'Jilin',
  '23': 'Heilongjiang',
  '31': 'Shanghai',
  '32': 'Jiangsu',
  '33': 'Zhejiang',
  '34': 'Anhui',
  '35': 'Fujian',
  '36': 'Jiangxi',
  '37': 'Shandong',
  '41': 'Henan',
  '42': 'Hubei',
  '43': 'Hunan',
  '44': 'Guangdong',
  '45': 'Guangxi',
  '46': 'Hainan',
  '50': 'Chongqing',
  '51': 'Sichuan',
  '52': 'Guizhou',
  '53': 'Yunnan',
  '54': 'Tibet',
  '61': 'Shaanxi',
  '62': 'Gansu',
  '63': 'Qinghai',
  '64': 'Ningxia',
  '65': 'Xinjiang',
  '66': 'Xinjiang Production and Construction Corps',
};

const parts = (division: DivisionCode): DivisionCode[] => {
  const city = cityOf(division);
  return [...new Set([provinceOf(division), ...(city ? [city] : []), division])];
};

const named = (division: DivisionCode): Bilingual => {
  const chinese = parts(division).map(divisionName).join('');
  if (division === NATIONAL_PLATFORM) return { 'zh-CN': chinese, en: 'the national platform' };
  const province = ENGLISH[division.slice(0, 2)] ?? provinceOf(division);
  const en = division === provinceOf(division) ? province : `${chinese}, ${province} (${division})`;
  return { 'zh-CN': chinese, en };
};

const remembered = remembering<Bilingual>();

/** A division with what it lies in: 广东省广州市白云区; in English its province, Chinese name and code. */
export const placeName = (division: DivisionCode, language: keyof Bilingual): string =>
  remembered(division, () => named(division))[language];
