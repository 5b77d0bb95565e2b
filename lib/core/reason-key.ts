/**
 * What makes two void or refund reasons the same (R16): texts typed by people, compared without case, accents
 * or outer blanks.
 */
export const reasonKey = (reason: string) =>
  reason
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    // Upper case joins what lower case keeps apart: ß and SS, the two sigmas.
    .toUpperCase();
