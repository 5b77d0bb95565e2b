import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '@/lib/core/imports/table';
import { testApi } from '@/testing/fixtures/api';
import { testCompany } from '@/testing/fixtures/test-company';

let api: Awaited<ReturnType<typeof testApi>>;
let company: Awaited<ReturnType<typeof testCompany>>;
let owner: string;
let viewer: string;

beforeAll(async () => {
  api = await testApi();
  company = await testCompany(api.db);
  owner = await company.key();
  viewer = await company.key('viewer');
});
afterAll(() => api.close());

const send = (path: string, text: string, more = {}, as = owner, headers = {}) =>
  api.call(path, {
    method: 'POST',
    as,
    headers,
    body: {
      company_id: company.companyId,
      kind: 'ingredients',
      file_name: 'list.csv',
      content_base64: Buffer.from(text).toString('base64'),
      ...more,
    },
  });
const file = (query: string, as = viewer) =>
  api.call(`/exports/ingredients?company_id=${company.companyId}${query}`, { as });

describe('files over HTTP (R42)', () => {
  it('are previewed, applied once however often that is asked, and come back', async () => {
    const text = 'Zutat;Einheit;EK-Preis\nKäse;kg;11,20\n';
    const shown = await send('/imports/preview', text);
    expect(shown.json).toMatchObject({ counts: { create: 1 }, rows: [{ row: 2, action: 'create' }] });
    const { token } = shown.json;
    const headers = { 'idempotency-key': 'import-1' };
    const first = await send('/imports/apply', text, { token }, owner, headers);
    expect([first.status, first.json.is_written]).toEqual([200, true]);
    const replayed = await send('/imports/apply', text, { token }, owner, headers);
    expect(replayed.json).toEqual(first.json);
    expect((await send('/imports/apply', text, { token })).json.is_written).toBe(false);
    const back = await file('&language=de');
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(back.bytes)).toBe(
      '\ufeff"Zutat";"Grundeinheit";"Standard-EK-Preis";"Allergene";"Mindestbestand"\r\n"Käse";"kg";11,2;"";\r\n',
    );
    expect(back.headers.get('content-disposition')).toMatch(
      /^attachment; filename="zutaten-\d{4}-\d\d-\d\d.csv"$/,
    );
  });

  it('go out as a workbook and as a template', async () => {
    const workbook = await file('&format=xlsx&template=true');
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
    expect(workbook.headers.get('content-disposition')).toBe(
      'attachment; filename="ingredients-template.xlsx"',
    );
    const content_base64 = Buffer.from(workbook.bytes).toString('base64');
    const shown = await send('/imports/preview', '', { content_base64 });
    expect(shown.json).toMatchObject({
      file: { format: 'xlsx', sheet: 'Ingredients' },
      counts: { create: 3, problem: 0 },
    });
    expect((await api.call(`/exports/secrets?company_id=${company.companyId}`, { as: owner })).code).toBe(
      'not_found',
    );
  });

  it('may be larger than other calls, up to a limit', async () => {
    const row = `${'x'.repeat(100)};kg\n`;
    const large = `Name;Unit\n${row.repeat(15_000)}`;
    const shown = await send('/imports/preview', large);
    expect([shown.status, shown.json.counts]).toEqual([
      200,
      { create: 1, change: 0, nothing: 0, problem: 14_999 },
    ]);
    expect((await send('/imports/preview', 'x'.repeat(LIMITS.bytes + 100))).code).toBe('validation_failed');
    expect((await send('/imports/preview', 'x'.repeat(6 * 1024 * 1024))).code).toBe('payload_too_large');
  });

  it('need a key that may write', async () => {
    expect((await send('/imports/preview', 'Name;Unit\n', {}, viewer)).code).toBe('forbidden');
    expect((await send('/imports/apply', 'Name;Unit\n', { token: 'x' }, viewer)).code).toMatch(
      /forbidden|key_scope_missing/,
    );
  });
});
