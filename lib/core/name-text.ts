/**
 * What no font shows: turned or zero-width, it makes two names look like one. A joiner stays between the
 * parts of an emoji.
 */
export const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
export const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;
/** Characters of a name. */
export const MAX_NAME = 200;

/** A name as it is kept: without invisible characters and outer blanks, letters composed (NFC). */
export const nameText = (text: string): string => text.replace(INVISIBLE, '').normalize('NFC').trim();
