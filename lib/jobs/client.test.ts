import { NonRetriableError, RetryAfterError } from 'inngest';
import { describe, expect, it } from 'vitest';
import { DomainError } from '@/lib/core/domain-error';
import { tellCodeOnly } from './client';

const QUERY = 'Failed query: insert into users values ($1) params: chef@restaurant.example';

describe('what a job server is told of an error', () => {
  it.each([
    ['a code of ours', new DomainError('forbidden', 'company 4711'), 'forbidden'],
    [
      'a code as message',
      new Error('lightspeed_api_error', { cause: new Error(QUERY) }),
      'lightspeed_api_error',
    ],
    ['anything else', new Error(QUERY), 'internal_error'],
    ['no error at all', QUERY, 'internal_error'],
  ])('%s is told as its code, without stack or cause', (_, error, code) => {
    const told = tellCodeOnly(error);
    expect([told.message, told.stack, told.cause]).toEqual([code, undefined, undefined]);
  });

  it('keeps whether and when it is tried again', () => {
    expect(tellCodeOnly(new NonRetriableError(QUERY))).toBeInstanceOf(NonRetriableError);
    const later = tellCodeOnly(new RetryAfterError(QUERY, 5000));
    expect(later).toMatchObject({ message: 'internal_error', retryAfter: '5' });
  });
});
