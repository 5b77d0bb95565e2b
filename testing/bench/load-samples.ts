import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';

export interface Sample {
  at: number;
  connections: number;
  appMegabytes: number;
  jobServerMegabytes: number;
  /** Days done per company. */
  days: Map<string, number>;
}

export async function takeSample(sql: Sql, dataDir: string): Promise<Sample> {
  const rows = await sql<{ company_id: string; n: number }[]>`
    select m.company_id, count(d.business_day)::int as n
    from migrations m left join migration_days d on d.migration_id = m.id group by 1`;
  const [connections] = await sql<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  return {
    at: Date.now(),
    connections: connections?.n ?? 0,
    appMegabytes: megabytesOf(dataDir, 1),
    jobServerMegabytes: megabytesOf(dataDir, 0),
    days: new Map(rows.map((row) => [row.company_id, row.n])),
  };
}

/** Resident memory of the n-th child the stack noted, with its own children. Linux only; 0 elsewhere. */
function megabytesOf(dataDir: string, child: number): number {
  try {
    const note = JSON.parse(readFileSync(path.join(dataDir, 'processes.json'), 'utf8')) as { pids: number[] };
    const group = note.pids[child];
    let kilobytes = 0;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== group) continue;
        kilobytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
      } catch {
        // Ended meanwhile.
      }
    }
    return kilobytes / 1024;
  } catch {
    return 0;
  }
}
