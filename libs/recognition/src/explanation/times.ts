/** 2020-03-30T09:00:00+08:00 as 2020年3月30日9时00分. */
export const chineseTime = (time: string): string => {
  const part = (from: number): number => Number(time.slice(from, from + 2));
  return `${time.slice(0, 4)}年${part(5)}月${part(8)}日${part(11)}时${time.slice(14, 16)}分`;
};

/** 2020-03-30T09:00:00+08:00 as 2020-03-30 09:00 China time. */
export const englishTime = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} China time`;
