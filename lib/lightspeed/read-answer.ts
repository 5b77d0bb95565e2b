import { createHash } from 'node:crypto';
import type { Steps } from '@/lib/core/steps';
import { inTurns } from '@/lib/platform/in-turns';
import { READ_FOR } from './kept-fields';
import type { Release } from './large-answer-lock';
import { lockLargeAnswers } from './large-answer-lock';

/** An answer's bytes, unpacked (R10); a busy day has a few megabytes. */
const MAX_BYTES = 64 * 1024 * 1024;
/** From here on an answer is read in steps, and one at a time. */
export const LARGE = 2 * 1024 * 1024;

export class AnswerTooLarge extends Error {}

export interface ReadAnswer {
  /** The text, decoded now; asked for once. */
  decode(): Promise<string>;
  /** SHA-256 of the bytes, and of what they are read for. */
  hash: string;
  /** Releases the lock on large answers, once what was read is done with. */
  done: Release;
}

/**
 * The body's bytes, counted while it arrives: what is packed, without a length or without end must not fill
 * the memory. Throws AnswerTooLarge.
 */
export async function readAnswer(response: Response): Promise<ReadAnswer> {
  let done: Release | undefined;
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  const hash = createHash('sha256').update(READ_FOR);
  let bytes = 0;
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      bytes += part.value.byteLength;
      if (bytes > MAX_BYTES) throw new AnswerTooLarge();
      // Not read on until the one before is done with: the sender waits.
      if (bytes > LARGE) done ??= await lockLargeAnswers();
      hash.update(part.value);
      parts.push(part.value);
    }
    return {
      decode: () => inTurns(decoding(parts)),
      hash: hash.digest('hex'),
      done: done ?? (() => {}),
    };
  } catch (error) {
    done?.();
    await reader?.cancel().catch(() => {});
    throw error;
  }
}

/** Gives the bytes up as they become text, so that both are never whole in memory. */
function* decoding(parts: Uint8Array[]): Steps<string> {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  for (const [index, part] of parts.entries()) {
    texts.push(decoder.decode(part, { stream: true }));
    parts[index] = NOTHING;
    yield;
  }
  texts.push(decoder.decode());
  return texts.join('');
}
const NOTHING = new Uint8Array();
