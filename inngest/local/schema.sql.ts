/**
 * Everything the local server keeps. Idempotent: it runs at every start, under an advisory lock. JSON is kept
 * as text, byte for byte.
 */
export const schemaSql = `
create schema if not exists inngest_local;

create table if not exists inngest_local.functions (
  id text primary key,
  app_id text not null,
  app_url text not null,
  config text not null,
  active boolean not null
);

create table if not exists inngest_local.events (
  name text not null,
  id text not null,
  payload text not null,
  received_at double precision not null,
  primary key (name, id)
);
create index if not exists events_by_id on inngest_local.events (id);
create index if not exists events_by_age on inngest_local.events (received_at);

create table if not exists inngest_local.runs (
  id uuid primary key,
  fn_id text not null references inngest_local.functions (id),
  event_id text not null,
  event text not null,
  status text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
  output text,
  idempotency_key text,
  singleton_key text,
  concurrency_keys text[] not null,
  concurrency_limits int[] not null,
  parent_run_id uuid,
  parent_step_id text,
  created_at double precision not null,
  ended_at double precision
);
create index if not exists runs_active_by_fn on inngest_local.runs (fn_id) where status = 'running';
create index if not exists runs_by_event on inngest_local.runs (event_id);
create index if not exists runs_by_idempotency on inngest_local.runs (fn_id, idempotency_key) where idempotency_key is not null;
create index if not exists runs_by_end on inngest_local.runs (ended_at) where ended_at is not null;

create sequence if not exists inngest_local.step_order;
create table if not exists inngest_local.steps (
  run_id uuid not null references inngest_local.runs (id) on delete cascade,
  id text not null,
  op text not null,
  status text not null check (status in ('pending', 'data', 'error')),
  result text,
  finished_order bigint,
  primary key (run_id, id)
);

create table if not exists inngest_local.waits (
  run_id uuid not null references inngest_local.runs (id) on delete cascade,
  step_id text not null,
  event_name text not null,
  expression text,
  primary key (run_id, step_id)
);
create index if not exists waits_by_event on inngest_local.waits (event_name);

create table if not exists inngest_local.queue (
  run_id uuid not null references inngest_local.runs (id) on delete cascade,
  step_id text not null,
  kind text not null check (kind in ('call', 'timer')),
  available_at double precision not null,
  attempt int not null default 0,
  losses int not null default 0,
  generation int not null default 0,
  concurrency_keys text[] not null default '{}',
  concurrency_limits int[] not null default '{}',
  lease_owner int,
  lease_token uuid,
  lease_until double precision,
  primary key (run_id, step_id, kind)
);
create index if not exists queue_by_time on inngest_local.queue (available_at);

create table if not exists inngest_local.crons (
  fn_id text not null references inngest_local.functions (id),
  expression text not null,
  next_at double precision not null,
  primary key (fn_id, expression)
);
`;
