import { DomainError } from '@/lib/core/domain-error';
import type { Operation } from './operation';

export interface Match {
  operation: Operation;
  params: Record<string, string>;
}

/**
 * The operation behind a method and a path below /api/v1. Fixed words win over parameters. Throws not_found |
 * method_not_allowed. Written here: operations are data for tests and the OpenAPI document too, which a
 * router's own table would have to repeat.
 */
export function matchOperation(operations: readonly Operation[], method: string, path: string): Match {
  const given = path.split('/').filter(Boolean);
  const fits: Match[] = [];
  for (const operation of operations) {
    const params = paramsOf(operation.path.split('/').filter(Boolean), given);
    if (params) fits.push({ operation, params });
  }
  if (fits.length === 0) throw new DomainError('not_found', 'no such address');
  const fewest = Math.min(...fits.map((fit) => Object.keys(fit.params).length));
  const best = fits.filter((fit) => Object.keys(fit.params).length === fewest);
  const match = best.find((fit) => fit.operation.method === (method === 'HEAD' ? 'GET' : method));
  if (match) return match;
  const allow = best.map((fit) => fit.operation.method);
  throw new DomainError('method_not_allowed', undefined, { allow });
}

function paramsOf(wanted: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, word] of wanted.entries()) {
    const value = given[index] as string;
    const name = /^\{(\w+)\}$/.exec(word)?.[1];
    if (name) params[name] = value;
    else if (word !== value) return undefined;
  }
  return params;
}
