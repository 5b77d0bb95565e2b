-- What of an answer is kept, as in lib/lightspeed/kept-fields.ts: the fields that are read. The rest may name people.
CREATE FUNCTION kept_fields(of jsonb, fields text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(key, CASE WHEN jsonb_typeof(value) IN ('object', 'array') THEN 'false'::jsonb ELSE value END), '{}')
  FROM jsonb_each(of) WHERE key = ANY (fields)
$$;
--> statement-breakpoint
CREATE FUNCTION kept_answer(body jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (kept_fields(body, '{nextStartOfDayAsIso8601,dataComplete,readByRange}') || jsonb_build_object('sales',
    CASE WHEN jsonb_typeof(body -> 'sales') = 'array' THEN (
      SELECT coalesce(jsonb_agg(CASE WHEN jsonb_typeof(sale) <> 'object' THEN 'null'::jsonb ELSE
        kept_fields(sale, '{accountReference,accountFiscId,receiptId,type,cancelled,timeClosed,dineIn,voidReason}')
        || CASE WHEN jsonb_typeof(sale -> 'source') = 'object'
             THEN jsonb_build_object('source', kept_fields(sale -> 'source', '{previousAccountId}')) ELSE '{}' END
        || CASE WHEN coalesce(jsonb_typeof(sale -> 'salesLines'), 'null') = 'null' THEN '{}'
             WHEN jsonb_typeof(sale -> 'salesLines') <> 'array' THEN '{"salesLines":false}'
             ELSE jsonb_build_object('salesLines', (
               SELECT coalesce(jsonb_agg(CASE WHEN jsonb_typeof(line) <> 'object' THEN 'null'::jsonb ELSE
                 kept_fields(line, '{id,parentLineId,sku,name,nameOverride,quantity,totalNetAmountWithTax,voidReason,timeOfSale}') END ORDER BY l.place), '[]')
               FROM jsonb_array_elements(sale -> 'salesLines') WITH ORDINALITY l(line, place))) END
        END ORDER BY s.place), '[]')
      FROM jsonb_array_elements(body -> 'sales') WITH ORDINALITY s(sale, place)) END))::text
$$;
--> statement-breakpoint
-- Text that jsonb cannot hold (NUL, halves of a character) is read as U+FFFD by the product too. What is no JSON at all goes:
-- its lines stay, and its day can be fetched again.
CREATE FUNCTION redact_answer(raw text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN kept_answer(raw::jsonb);
EXCEPTION WHEN OTHERS THEN
  BEGIN
    RETURN kept_answer(regexp_replace(raw, '\\u0000|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})'
      || '|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}', '\\ufffd', 'g')::jsonb);
  EXCEPTION WHEN OTHERS THEN
    RETURN '';
  END;
END $$;
--> statement-breakpoint
-- Reading goes on meanwhile; whoever keeps an answer waits.
ALTER TABLE sales_snapshots DISABLE TRIGGER sales_snapshots_append_only;
--> statement-breakpoint
UPDATE sales_snapshots SET raw = redact_answer(raw);
--> statement-breakpoint
ALTER TABLE "sales_snapshots" ALTER COLUMN "raw" DROP NOT NULL;
--> statement-breakpoint
UPDATE sales_snapshots SET raw = NULL WHERE raw = '';
--> statement-breakpoint
DROP FUNCTION redact_answer(text);
--> statement-breakpoint
DROP FUNCTION kept_answer(jsonb);
--> statement-breakpoint
DROP FUNCTION kept_fields(jsonb, text[]);
--> statement-breakpoint
-- A kept answer stays as it is, until all of it goes.
CREATE OR REPLACE TRIGGER sales_snapshots_append_only BEFORE DELETE OR UPDATE OF id, company_id, location_id, business_day, version, content_hash,
  account_count, line_count, fetched_at, reported_lines, reported_quantity, reported_net_value, has_repeats
  ON sales_snapshots FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE sales_snapshots ENABLE TRIGGER sales_snapshots_append_only;
--> statement-breakpoint
CREATE TRIGGER sales_snapshots_raw_goes BEFORE UPDATE OF raw ON sales_snapshots FOR EACH ROW WHEN (NEW.raw IS NOT NULL) EXECUTE FUNCTION refuse_change();
