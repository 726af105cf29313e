/** 2020-03-30T09:00:00+08:00 as 2020年3月30日9时00分. */
export const chineseTime = (time: string): string => {
  const [year, month, day, hour, minute] = time.split(/[-T:+]/);
  return `${year}年${Number(month)}月${Number(day)}日${Number(hour)}时${minute}分`;
};

/** 2020-03-30T09:00:00+08:00 as 2020-03-30 09:00 China time. */
export const englishTime = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} China time`;
