import type { z } from 'zod';
import { listEntries } from '@/db/queries/ledger-entries';
import type { thingInput } from '@/lib/contracts/common';
import type { EntryExplanation } from '@/lib/contracts/explanations';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { explainEntries } from './explain-entries';
import { toEntry } from './to-entry';

/** Why this number: an entry with everything it was computed from (R25). */
export async function getExplanation(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<EntryExplanation> {
  const companyId = await requireThing(ctx, 'ledger_entry', input, 'read');
  const [row] = await listEntries(ctx.db, companyId, { ids: [input.id], includeReversed: true, limit: 1 });
  if (!row) throw new DomainError('not_found', 'no such entry', { thing: 'ledger_entry' });
  const sales = await explainEntries(ctx.db, companyId, [input.id]);
  return { entry: toEntry(row), sale: sales.get(input.id) ?? null };
}
