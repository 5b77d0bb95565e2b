import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';
import { isDomainError } from '@/lib/core/domain-error';
import { LIMITS } from '@/lib/core/imports/table';
import { letOthersIn } from '@/lib/platform/in-turns';
import { refuseFile } from './refuse-file';

/** Packed bytes unpacked at once: a byte unpacks to about a thousand at most. */
const STRETCH = 8 * 1024;

/**
 * The parts of a ZIP archive that are wanted, unpacked, never more than LIMITS says however small they were
 * packed. Names are only compared: nothing is written anywhere. Throws import_file_refused.
 */
export async function unzip(
  archive: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Uint8Array[]>();
  let found = 0;
  let size = 0;
  const reader = new Unzip((file) => {
    if (++found > LIMITS.parts) throw refuseFile('too_large');
    if (!isWanted(file.name)) return;
    // Two parts of one name: readers would disagree on which of them counts.
    if (parts.has(file.name)) throw refuseFile('damaged');
    const chunks: Uint8Array[] = [];
    parts.set(file.name, chunks);
    file.ondata = (error, chunk) => {
      if (error) throw asRefusal(error);
      size += chunk.length;
      if (size > LIMITS.unpackedBytes) throw refuseFile('too_large', { limit: LIMITS.unpackedBytes });
      chunks.push(chunk);
    };
    file.start();
  });
  reader.register(UnzipInflate);
  reader.register(UnzipPassThrough);
  for (let at = 0; at < archive.length; at += STRETCH) {
    push(reader, archive.subarray(at, at + STRETCH), at + STRETCH >= archive.length);
    await letOthersIn();
  }
  return new Map([...parts].map(([name, chunks]) => [name, Buffer.concat(chunks)]));
}

function push(reader: Unzip, chunk: Uint8Array, isLast: boolean): void {
  try {
    reader.push(chunk, isLast);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** What was thrown here comes back as an error of the archive. */
const asRefusal = (error: unknown) => (isDomainError(error) ? error : refuseFile('damaged'));
