import { pageContext } from '@/app/(manage)/_lib/page-context';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { errorResponse } from '@/lib/http/error-response';
import { exportCompany, exportPerson } from '@/lib/services/privacy/export-data';

/** `company` or `person` as one archive, made while it is sent. */
export async function GET(_: Request, { params }: { params: Promise<{ what: string }> }) {
  const { what } = await params;
  if (what !== 'company' && what !== 'person') return new Response(null, { status: 404 });
  const { ctx, company } = await pageContext();
  try {
    const body =
      what === 'company' ? await exportCompany(ctx, { company_id: company.id }) : await exportPerson(ctx);
    return new Response(body, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="bestellfix-${what}-${ctx.clock.now().toISOString().slice(0, 10)}.zip"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    return errorResponse(toDomainError(error, ctx));
  }
}
