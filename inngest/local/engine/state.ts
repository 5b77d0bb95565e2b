import type { TransactionSql } from 'postgres';

export type Tx = TransactionSql;

/** Epoch milliseconds; tests move it. */
export type Now = () => number;

export const DAY_MS = 86_400_000;

export type InngestEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  user?: unknown;
  v?: unknown;
};

export type RunRow = {
  id: string;
  fn_id: string;
  event: string;
  status: 'running' | 'completed' | 'failed' | 'cancelled';
  output: string | null;
  concurrency_keys: string[];
  concurrency_limits: number[];
  parent_run_id: string | null;
  parent_step_id: string | null;
  created_at: number;
};

/** JSON as it is stored: undefined is null. */
export const json = (value: unknown) => JSON.stringify(value ?? null);
