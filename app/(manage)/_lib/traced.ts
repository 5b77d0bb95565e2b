import { unstable_rethrow } from 'next/navigation';
import { createElement, type ReactNode } from 'react';
import { Busy } from '@/components/shell/busy';
import { Refused } from '@/components/shell/refused';
import { isDomainError } from '@/lib/core/domain-error';
import { requestId } from './request-id';

/**
 * What a page or layout does, with its failure told by the id of its request. Next gives an error without a
 * digest one of its own, shows the digest on the error page and hands it to `onRequestError`, which logs
 * under it; so the id travels as the digest. What the reader's role may not see, or what finds no free place,
 * is refused by the services, and the page says so.
 */
export function traced<A extends unknown[], R extends ReactNode>(
  work: (...given: A) => Promise<R>,
): (...given: A) => Promise<ReactNode> {
  const load = tracedLoad(work);
  return async (...given) => {
    try {
      return await load(...given);
    } catch (error) {
      if (isDomainError(error) && error.code === 'forbidden') return createElement(Refused);
      if (isDomainError(error) && error.code === 'reports_busy') return createElement(Busy);
      throw error;
    }
  };
}

/** What a page reads apart from its body, for its title. */
export function tracedLoad<A extends unknown[], R>(
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
