-- Text as searches compare it: decomposed, without accents and case, letters without a base letter of their own spelt out (ß, ø, œ …).
CREATE FUNCTION fold_text(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(translate(replace(replace(replace(replace(replace(replace(replace(replace(
    regexp_replace(normalize(t, NFKD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]', '', 'g'),
    'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'TH'),
    'øØłŁđĐðÐıŋŊħĦŧŦ', 'oOlLdDdDinNhHtT'))
$$;
--> statement-breakpoint
ALTER TABLE "ingredients" ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "recipes" ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "storage_units" ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "lightspeed_items" ADD COLUMN "search_text" text GENERATED ALWAYS AS (fold_text(name || chr(10) || coalesce(sku, ''))) STORED NOT NULL;
--> statement-breakpoint
-- Names are composed where they are entered from now on (NFC), so that one look is one name. Earlier ones become so unless another
-- active one would then have the same name: two that stand beside each other stay, for a person to merge.
UPDATE ingredients i SET name = normalize(i.name, NFC) WHERE i.name IS NOT NFC NORMALIZED AND NOT EXISTS (
  SELECT FROM ingredients o WHERE o.company_id = i.company_id AND o.id <> i.id AND o.is_active AND i.is_active
    AND lower(normalize(o.name, NFC)) = lower(normalize(i.name, NFC)));
--> statement-breakpoint
UPDATE recipes i SET name = normalize(i.name, NFC) WHERE i.name IS NOT NFC NORMALIZED AND NOT EXISTS (
  SELECT FROM recipes o WHERE o.company_id = i.company_id AND o.id <> i.id AND o.is_active AND i.is_active
    AND lower(normalize(o.name, NFC)) = lower(normalize(i.name, NFC)));
--> statement-breakpoint
UPDATE storage_units i SET name = normalize(i.name, NFC) WHERE i.name IS NOT NFC NORMALIZED AND NOT EXISTS (
  SELECT FROM storage_units o WHERE o.company_id = i.company_id AND o.id <> i.id AND o.archived_at IS NULL AND i.archived_at IS NULL
    AND lower(normalize(o.name, NFC)) = lower(normalize(i.name, NFC)));
