import type { z } from 'zod';
import type { ErrorCode } from '@/lib/core/error-codes';
import type { ServiceContext } from '@/lib/services/context';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Description {
  method: Method;
  /** Below /api/v1, `{name}` for a parameter. */
  path: string;
  summary: string;
  /** Codes it answers beside those every operation of its shape has (lib/http/operation-errors.ts). */
  errors?: readonly ErrorCode[];
  /** Bytes its body may have, where that is more than readBody allows. */
  bodyLimit?: number;
  /** Needs no session and no key. */
  isPublic?: boolean;
  /**
   * What a write with an Idempotency-Key touches. `database` (the default): its changes and its kept answer
   * are one transaction. `outside`: it calls Lightspeed or the job server, or keeps a record of its failure,
   * so the key is taken first. `session`: no key.
   */
  effects?: 'database' | 'outside' | 'session';
  /** Answers a file (`fileSchema`), sent as it is under its own type. */
  isFile?: boolean;
  /** A field of the answer that is shown once and never kept for an Idempotency-Key. */
  secretField?: string;
  /** False for an answer worth asking for again; it is not kept for an Idempotency-Key. */
  isFinal?: (answer: never) => boolean;
  /**
   * Begins a session for the person the answer names, or ends it; `challenges`: gives the browser a secret by
   * which the challenge is its own.
   */
  session?: 'begins' | 'ends' | 'challenges';
}

/** One call of the JSON interface: where it is, what it takes, which service answers. */
export interface Operation extends Description {
  status: number;
  input: z.ZodType;
  output: z.ZodType;
  run(ctx: ServiceContext, input: unknown): Promise<unknown>;
}

/** Ties the service to its contract by type; `run` gets what `input` parsed and nothing else. */
export function operation<I extends z.ZodType, O extends z.ZodType>(
  definition: Description & {
    status?: number;
    input: I;
    output: O;
    isFinal?: (answer: z.output<O>) => boolean;
    service: (ctx: ServiceContext, input: z.output<I>) => Promise<z.output<O>>;
  },
): Operation {
  const { service, status = 200, ...rest } = definition;
  return { ...rest, status, run: (ctx, input) => service(ctx, input as z.output<I>) };
}
