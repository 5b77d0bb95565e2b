import type { TableFile } from '@/lib/core/imports/table';

/** What Windows-1252 has where Latin-1 has control characters: 0x80 to 0x9f. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text of a file that does not say how it is written: by its byte order mark, else UTF-16 where every
 * other byte is 0, else UTF-8 where it is valid UTF-8, else Windows-1252, in which old spreadsheets save.
 */
export function decodeText(bytes: Uint8Array): {
  text: string;
  encoding: NonNullable<TableFile['encoding']>;
} {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return { text: utf16(bytes.subarray(2), true), encoding: 'utf-16' };
  if (a === 0xfe && b === 0xff) return { text: utf16(bytes.subarray(2), false), encoding: 'utf-16' };
  const zeros = zerosIn(bytes.subarray(0, 1000));
  const many = Math.min(bytes.length, 1000) / 4;
  if (zeros.odd > many && zeros.even === 0) return { text: utf16(bytes, true), encoding: 'utf-16' };
  if (zeros.even > many && zeros.odd === 0) return { text: utf16(bytes, false), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: windows1252(bytes), encoding: 'windows-1252' };
  }
}

function zerosIn(bytes: Uint8Array): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 };
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd']++;
  });
  return zeros;
}

const utf16 = (bytes: Uint8Array, littleEndian: boolean) =>
  new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be').decode(bytes);

/** Written here: TextDecoder took this encoding for Latin-1 in several releases of Node. */
const windows1252 = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign);
