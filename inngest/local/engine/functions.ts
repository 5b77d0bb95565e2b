import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import { nextCronTime } from '../cron';
import { type FunctionConfig, functionConfigSchema } from '../function-config';
import { type InngestEvent, json, type Now, type Tx } from './state';

/** Functions of all apps, those no longer registered too: their runs go on. */
export async function listFunctions(tx: Tx | Sql): Promise<(FunctionConfig & { active: boolean })[]> {
  const rows = await tx<{ config: string; active: boolean }[]>`
    select config, active from inngest_local.functions order by id`;
  return rows.map((row) => ({ ...(JSON.parse(row.config) as FunctionConfig), active: row.active }));
}

export async function findFunction(tx: Tx, id: string): Promise<FunctionConfig> {
  const [row] = await tx<{ config: string }[]>`
    select config from inngest_local.functions where id = ${id}`;
  if (!row) throw new Error(`no function ${id}`);
  return JSON.parse(row.config) as FunctionConfig;
}

/** How often a function is tried again after an error. */
export const retriesOf = (config: FunctionConfig) => Object.values(config.steps)[0]?.retries?.attempts ?? 3;

/**
 * Replaces the functions of an app. Returns whether anything changed. Throws on a configuration the server
 * cannot honour.
 */
export async function replaceFunctions(
  tx: Tx,
  now: Now,
  app: { id: string; url: string },
  functions: unknown[],
): Promise<boolean> {
  const configs = functions.map((fn) => functionConfigSchema.parse(fn));
  await tx`select pg_advisory_xact_lock(hashtext('inngest_local.register'))`;
  const old = await tx<{ id: string; config: string; app_url: string }[]>`
    select id, config, app_url from inngest_local.functions where app_id = ${app.id} and active`;
  const known = new Map(old.map((row) => [row.id, row.config]));
  const isSame = known.size === configs.length && configs.every((one) => known.get(one.id) === json(one));
  // Each server calls its own apps, wherever another's are: the address is kept for those who look.
  if (isSame && old.some((row) => row.app_url !== app.url))
    await tx`update inngest_local.functions set app_url = ${app.url} where app_id = ${app.id} and active`;
  if (isSame) return false;
  await tx`update inngest_local.functions set active = false where app_id = ${app.id}`;
  for (const config of configs)
    await tx`
      insert into inngest_local.functions (id, app_id, app_url, config, active)
      values (${config.id}, ${app.id}, ${app.url}, ${json(config)}, true)
      on conflict (id) do update
      set app_id = excluded.app_id, app_url = excluded.app_url, config = excluded.config, active = true`;
  await replaceSchedules(tx, now, app.id, configs);
  return true;
}

/** A schedule that stays keeps its next time. */
async function replaceSchedules(tx: Tx, now: Now, appId: string, configs: FunctionConfig[]): Promise<void> {
  const schedules = configs.flatMap(({ id, triggers }) =>
    triggers.flatMap((trigger) => ('cron' in trigger ? [{ id, cron: trigger.cron }] : [])),
  );
  for (const { id, cron } of schedules)
    await tx`
      insert into inngest_local.crons (fn_id, expression, next_at)
      values (${id}, ${cron}, ${nextCronTime(cron, now())}) on conflict do nothing`;
  const wanted = schedules.map(({ id, cron }) => `${id} ${cron}`);
  await tx`
    delete from inngest_local.crons c using inngest_local.functions f
    where f.id = c.fn_id and f.app_id = ${appId} and not (c.fn_id || ' ' || c.expression = any(${wanted}))`;
}

/** Takes the schedules that are due, each once however many times were missed, and sets their next time. */
export async function takeDueSchedules(
  tx: Tx,
  now: number,
): Promise<{ fn: FunctionConfig; event: InngestEvent }[]> {
  const due = await tx<{ fn_id: string; expression: string; next_at: number; config: string }[]>`
    select c.*, f.config from inngest_local.crons c join inngest_local.functions f on f.id = c.fn_id
    where f.active and c.next_at <= ${now} order by c.fn_id, c.expression for update of c skip locked`;
  for (const { fn_id, expression } of due)
    await tx`
      update inngest_local.crons set next_at = ${nextCronTime(expression, now)}
      where fn_id = ${fn_id} and expression = ${expression}`;
  return due.map(({ fn_id, expression, next_at, config }) => ({
    fn: JSON.parse(config) as FunctionConfig,
    event: {
      id: createHash('sha1').update(`${fn_id} ${expression} ${next_at}`).digest('hex'),
      name: 'inngest/scheduled.timer',
      data: { cron: expression },
      ts: next_at,
    },
  }));
}

/** When the next schedule is due. */
export async function nextScheduleAt(tx: Tx): Promise<number | null> {
  const [next] = await tx<{ at: number | null }[]>`
    select min(c.next_at) as at from inngest_local.crons c
    join inngest_local.functions f on f.id = c.fn_id where f.active`;
  return next?.at ?? null;
}
