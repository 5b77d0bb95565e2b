/**
 * Well-formed and without NUL (R21): each unit that is not becomes U+FFFD, as decoders do with bytes that are
 * no text.
 */
export const storableText = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');

/** After an odd number of backslashes; the string's own quote ends their run. */
export function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === '\\') before--;
  return (at - before) % 2 === 0;
}
