import type { z } from 'zod';
import type { ServiceContext } from '@/lib/services/context';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One call of the JSON interface: where it is, what it takes, which service answers. */
export interface Operation {
  method: Method;
  /** Below /api/v1, `{name}` for a parameter. */
  path: string;
  summary: string;
  status: number;
  input: z.ZodType;
  output: z.ZodType;
  /** A field of the answer that is shown once and never kept for an Idempotency-Key. */
  secretField?: string;
  run(ctx: ServiceContext, input: unknown): Promise<unknown>;
}

/** Ties the service to its contract by type; `run` gets what `input` parsed and nothing else. */
export function operation<I extends z.ZodType, O extends z.ZodType>(definition: {
  method: Method;
  path: string;
  summary: string;
  status?: number;
  input: I;
  output: O;
  secretField?: string;
  service: (ctx: ServiceContext, input: z.output<I>) => Promise<z.output<O>>;
}): Operation {
  const { service, status = 200, ...rest } = definition;
  return { ...rest, status, run: (ctx, input) => service(ctx, input as z.output<I>) };
}
