// Letters that do not fall apart into a letter of ASCII and a mark.
const alike: Readonly<Record<string, string>> = {
  ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D',
  þ: 'th', Þ: 'Th', ı: 'i', '’': "'", '‘': "'", '–': '-', '—': '-',
}; // prettier-ignore

const longest = 40;

/**
 * A person's name as it may stand in a mail's subject: one short line of ASCII, or the handle where the name cannot be
 * written so. Names that mail programs would turn into links give way to the handle as well.
 */
export function presentName(person: { name: string; handle: string }): string {
  const name = person.name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\P{ASCII}/gu, (letter) => alike[letter] ?? letter)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  const isPlain = /^[A-Za-z0-9][\x20-\x7e]*$/.test(name);
  const isLikeLink = /[:/\\@<>]|\.\w|www/i.test(name);
  if (!isPlain || isLikeLink) {
    return `@${person.handle}`;
  }
  return name.length > longest ? `${name.slice(0, longest - 3).trimEnd()}...` : name;
}
