import { getLocale, getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { csvStream, csvStyle } from '@/lib/files/csv';
import { errorResponse } from '@/lib/http/error-response';
import { recordExport } from '@/lib/services/audit-log/record-export';
import { currentDay } from '@/lib/services/company/current-day';
import type { ServiceContext } from '@/lib/services/context';
import { heavyRead } from '@/lib/services/heavy-read';
import { LISTS } from './lists';

/** A list of the company as CSV: what is on screen with its filters, all pages of it, streamed. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }) {
  const { list } = await params;
  const { ctx, company } = await pageContext();
  const make = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined;
  if (!make) return new Response(null, { status: 404 });
  const [locale, t] = await Promise.all([getLocale(), getTranslations()]);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  try {
    const today = await currentDay(ctx, company.id);
    const listFor = (reading: ServiceContext) => make(reading, company.id, query, t, today);
    const { columns } = listFor(ctx);
    await recordExport(ctx, company.id, list);
    // A place for each page: who reads slowly holds none.
    const page = (cursor: string | undefined) =>
      heavyRead(ctx, company.id, (reading) => listFor(reading).page(cursor), {
        isUnderWay: cursor !== undefined,
      });
    const body = await csvStream(columns, page, csvStyle(locale));
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${list}-${ctx.clock.now().toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    return errorResponse(toDomainError(error, ctx));
  }
}
