import type { Queryable } from '@/db/client';
import { findBrokenLink, findChainState, listCompanyNames } from '@/db/queries/audit';

export interface Verified {
  company_id: string;
  company: string;
  links: number;
  /** Of the last link: noted elsewhere, it shows later whether the end was cut off. */
  head: string | null;
  /** Events of the last minute, not in the chain yet. */
  pending: number;
  broken: { sequence: number | null; event_id: string; at: string | null; problem: string } | null;
}

/** Whether each company's audit log is as it was written; `broken` is the first that is not. */
export async function verifyAudit(db: Queryable): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const { id, name } of await listCompanyNames(db)) {
    const link = await findBrokenLink(db, id);
    const { links, head, pending, outside } = await findChainState(db, id);
    verified.push({
      company_id: id,
      company: name,
      links: Number(links),
      head,
      pending: Number(pending),
      broken: link
        ? {
            sequence: Number(link.seq),
            event_id: link.eventId,
            at: link.at && new Date(link.at).toISOString(),
            problem: link.problem,
          }
        : outside === null
          ? null
          : { sequence: null, event_id: outside, at: null, problem: 'event_not_chained' },
    });
  }
  return verified;
}
