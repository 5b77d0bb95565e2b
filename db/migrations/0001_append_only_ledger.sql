-- The ledger, its raw sales lines and the versions it points to are append-only for every role (R22, R25).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_entries_no_truncate BEFORE TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER sale_lines_append_only BEFORE UPDATE OR DELETE ON sale_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recipe_lines_append_only BEFORE UPDATE OR DELETE ON recipe_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recipe_versions_append_only BEFORE UPDATE OR DELETE ON recipe_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A reversal takes back exactly the entry it names: same key, opposite quantity, same cost (R22).
CREATE FUNCTION check_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE o ledger_entries;
BEGIN
  SELECT * INTO o FROM ledger_entries WHERE id = NEW.reverses_entry_id AND company_id = NEW.company_id;
  IF NOT FOUND OR o.reverses_entry_id IS NOT NULL
     OR o.quantity <> -NEW.quantity OR o.unit_cost <> NEW.unit_cost
     OR (o.type, o.ingredient_id, o.storage_unit_id, o.business_day, o.source) IS DISTINCT FROM (NEW.type, NEW.ingredient_id, NEW.storage_unit_id, NEW.business_day, NEW.source)
     OR (o.location_id, o.item_id, o.revision) IS DISTINCT FROM (NEW.location_id, NEW.item_id, NEW.revision) THEN
    RAISE EXCEPTION 'entry % does not exactly reverse %', NEW.id, NEW.reverses_entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_reversal BEFORE INSERT ON ledger_entries FOR EACH ROW WHEN (NEW.reverses_entry_id IS NOT NULL) EXECUTE FUNCTION check_reversal();
