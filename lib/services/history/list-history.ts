import type { z } from 'zod';
import { listNames } from '@/db/queries/audit';
import { listHistoryRows, listKnown } from '@/db/queries/history';
import type { Page } from '@/lib/contracts/common';
import { type HistoryEvent, listHistoryInput } from '@/lib/contracts/history';
import { differences } from '@/lib/core/history/differences';
import type { Facts, HistoryKind } from '@/lib/core/history/values';
import { requireThing } from '../access';
import { actorOf, idsIn } from '../audit-log/list-audit';
import type { ServiceContext } from '../context';
import { BY_TIME, readPage } from '../pagination';
import { changeTo } from './change-to';
import { loadStates, rulesVersionOf } from './load-states';
import { waysBack } from './ways-back';

/**
 * Who changed what of a thing and when, newest first, and which earlier state it can go back to (R55): from
 * the audit log, without where it came from, so that whoever may see the thing may see this.
 */
export const historyOf =
  (kind: HistoryKind) =>
  async (ctx: ServiceContext, raw: z.input<typeof listHistoryInput>): Promise<Page<HistoryEvent>> => {
    const companyId = await requireThing(ctx, kind, raw, 'read');
    const { id, company_id: _, ...asked } = listHistoryInput.parse(raw);
    const thing = { companyId, kind, id };
    const { rows, next_cursor } = await readPage(asked, BY_TIME, (page) =>
      listHistoryRows(ctx.db, companyId, { kind, id, ...page }),
    );
    const states = await loadStates(ctx.db, thing, rows);
    const said = [...rows.map(({ details }) => details), states.present, ...states.after.values()];
    const known = await listKnown(ctx.db, companyId, [...new Set(idsIn(said))]);
    const changes = new Map(rows.map((row) => [row.id, changeTo(thing, row)]));
    const back = await waysBack(ctx.db, thing, states, known, (event) => changes.get(event) ?? null);
    const actors = new Set(idsIn(rows.map((row) => actorOf(row).id)));
    const names = await listNames(ctx.db, companyId, [...actors]);
    const data = rows.map((row): HistoryEvent => {
      const { kind: by, id: actorId } = actorOf(row);
      const { details } = row;
      // What came of it, where the event does not say, is what the version that it made says. Of rules taken
      // over, that would be more than came with it.
      const made = rulesVersionOf(row) === null && kind !== 'location' ? states.after.get(row.id) : undefined;
      const after = factsOf(details.after) ?? made ?? null;
      return {
        id: row.id,
        at: row.at,
        by: { kind: by, name: (actorId !== null && names.get(actorId)) || null },
        action: row.action,
        changes: differences(kind, factsOf(details.before), after, known),
        effective_from: textOf(details.effective_from),
        days_changed: row.daysChanged ?? countOf(details.days_changed),
        went_back_to: textOf(details.back_to),
        name: textOf(details.name),
        split_item_id: textOf(details.split_item_id),
        version: row.version ?? rulesVersionOf(row),
        back: back.get(row.id) ?? null,
      };
    });
    return { data, next_cursor };
  };

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const countOf = (value: unknown) => (typeof value === 'number' ? value : null);
const factsOf = (value: unknown): Facts | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : null;
