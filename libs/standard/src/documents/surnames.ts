/** Surnames of two characters in use, simplified and, where they differ, traditional. */
const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 ' +
    '公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 呼延 轩辕 拓跋 百里 西门 东郭 南门 左丘 梁丘 段干 达奚 ' +
    '歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 仲孫 鍾離 長孫 鮮于 軒轅 西門 東郭 南門 達奚'
  ).split(' '),
);

/** How many characters of a name are its surname: two of a compound one that a given name follows. */
export const surnameLength = (letters: readonly string[]): number =>
  letters.length > 2 && COMPOUND_SURNAMES.has(letters.slice(0, 2).join('')) ? 2 : 1;
