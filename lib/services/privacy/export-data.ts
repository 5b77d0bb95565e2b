import type { z } from 'zod';
import { type ExportOf, exportTables, findNextAnswer, readExportPage } from '@/db/queries/exports';
import { findCompanyName, findUser } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import { BYTE_ORDER_MARK, type CsvCell, csvLines, csvStyle } from '@/lib/files/csv';
import { type ZippedFile, zipStream } from '@/lib/files/zip-stream';
import { exportReadme } from '@/lib/i18n/export-readme';
import { requireCompany } from '../access';
import { auditPerson, writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { askForHeavyRead, heavyRead } from '../heavy-read';
import { requirePerson } from '../session/require-person';

const ROWS = 500;
/** The same for every reader, as it is documented (docs/export.md). */
const STYLE = csvStyle('en');

/**
 * Everything that is kept of the company, as one archive that is made while it is read (R51); owners only,
 * and on record. No secret is in it. Throws reports_busy.
 */
export async function exportCompany(
  ctx: ServiceContext,
  { company_id: companyId }: z.infer<typeof companyInput>,
): Promise<ReadableStream<Uint8Array>> {
  requireCompany(ctx, companyId, 'people');
  await askForHeavyRead(ctx, companyId);
  await writeAudit(ctx.db, ctx, {
    companyId,
    action: 'company.export',
    subjectType: 'company',
    subjectId: companyId,
  });
  const name = (await findCompanyName(ctx.db, companyId)) ?? '';
  return zipStream(filesOf(ctx, 'company', { companyId }, name));
}

/**
 * Everything that is kept of the person who asks, over all companies; in the log of each of them (R51).
 * Throws reports_busy.
 */
export async function exportPerson(ctx: ServiceContext): Promise<ReadableStream<Uint8Array>> {
  const { userId } = requirePerson(ctx);
  await askForHeavyRead(ctx, userId);
  const user = await findUser(ctx.db, userId);
  if (!user) throw new DomainError('unauthenticated');
  await auditPerson(ctx.db, ctx, { userId }, { action: 'person.export', byUserId: userId });
  return zipStream(filesOf(ctx, 'person', { userId, email: user.email }, user.name || user.email));
}

async function* filesOf(
  ctx: ServiceContext,
  kind: 'company' | 'person',
  of: ExportOf,
  name: string,
): AsyncGenerator<ZippedFile> {
  const tables = exportTables(kind);
  const readme = exportReadme(
    kind,
    tables.map((table) => table.name),
    ctx.clock.now(),
    name,
  );
  yield { name: 'README.md', pieces: one(`${readme}\n`) };
  for (const table of tables) yield { name: `${table.name}.csv`, pieces: linesOf(ctx, table, of) };
  if ('companyId' in of) yield { name: 'answers.ndjson', pieces: answersOf(ctx, of.companyId) };
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

const ownerOf = (of: ExportOf) => ('companyId' in of ? of.companyId : of.userId);

async function* linesOf(
  ctx: ServiceContext,
  table: ReturnType<typeof exportTables>[number],
  of: ExportOf,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLines([table.columns.map(({ name }) => ({ text: name }))], STYLE);
  let after: string[] | null = null;
  do {
    const page: Awaited<ReturnType<typeof readExportPage>> = await heavyRead(
      ctx,
      ownerOf(of),
      ({ db }) => readExportPage(db, table, of, { after, limit: ROWS }),
      { isUnderWay: true },
    );
    const cell = (value: string | null, index: number): CsvCell =>
      table.columns[index]?.isNumber ? { decimal: value } : { text: value };
    yield csvLines(
      page.rows.map((row) => row.map(cell)),
      STYLE,
    );
    after = page.next;
  } while (after !== null);
}

/** One line an answer. */
async function* answersOf(ctx: ServiceContext, companyId: string): AsyncGenerator<string> {
  let after: string | null = null;
  for (;;) {
    const answer: Awaited<ReturnType<typeof findNextAnswer>> = await heavyRead(
      ctx,
      companyId,
      ({ db }) => findNextAnswer(db, companyId, after),
      { isUnderWay: true },
    );
    if (!answer) return;
    after = answer.id;
    const { id, locationId, businessDay, version, raw } = answer;
    const head = JSON.stringify({ id, location_id: locationId, business_day: businessDay, version });
    // The answer as it was kept: numbers keep their digits (R9).
    yield `${head.slice(0, -1)},"answer":${raw.replace(/[\r\n]+/g, ' ')}}\n`;
  }
}
