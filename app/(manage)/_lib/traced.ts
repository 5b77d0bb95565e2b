import { unstable_rethrow } from 'next/navigation';
import { requestId } from './request-id';

/**
 * What a page or layout does, with its failure told by the id of its request. Next gives an error without a
 * digest one of its own, shows the digest on the error page and hands it to `onRequestError`, which logs
 * under it; so the id travels as the digest.
 */
export function traced<A extends unknown[], R>(
  work: (...given: A) => Promise<R>,
): (...given: A) => Promise<R> {
  return async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      // Redirects and the like are Next's own.
      unstable_rethrow(error);
      throw withDigest(error, requestId());
    }
  };
}

function withDigest(thrown: unknown, digest: string): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return Object.assign(error, { digest });
}
