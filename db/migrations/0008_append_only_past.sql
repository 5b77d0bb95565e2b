-- "As known at moment T" must not change later: an entry is recorded, in milliseconds rounded up, under the lock on the company's ledger
-- that its transaction holds to its end, and who asks for a past moment waits for it. Whatever recorded_at an INSERT names is overruled.
CREATE FUNCTION record_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.company_id::text, 22));
  NEW.recorded_at := date_trunc('milliseconds', clock_timestamp() + interval '999 microseconds');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_record BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION record_entry();
--> statement-breakpoint
-- What entries are explained by is as fixed as they are (R25): only what a later answer may say, and the end of a mapping's validity, change.
CREATE TRIGGER sales_snapshots_append_only BEFORE DELETE OR UPDATE OF id, company_id, location_id, business_day, version, content_hash, raw,
  account_count, line_count, fetched_at, reported_lines, reported_quantity, reported_net_value, has_repeats
  ON sales_snapshots FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_mapping_versions_append_only BEFORE DELETE OR UPDATE OF id, company_id, item_id, version, state, ingredient_id, recipe_id,
  quantity, is_subtraction, effective_from, created_by, created_at
  ON item_mapping_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_mapping_versions_ends_once BEFORE UPDATE OF superseded_at ON item_mapping_versions FOR EACH ROW
  WHEN (OLD.superseded_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER sale_lines_no_truncate BEFORE TRUNCATE ON sale_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER sales_snapshots_no_truncate BEFORE TRUNCATE ON sales_snapshots FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recipe_lines_no_truncate BEFORE TRUNCATE ON recipe_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recipe_versions_no_truncate BEFORE TRUNCATE ON recipe_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_mapping_versions_no_truncate BEFORE TRUNCATE ON item_mapping_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER sale_accounts_append_only BEFORE UPDATE OR DELETE ON sale_accounts FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER sale_accounts_no_truncate BEFORE TRUNCATE ON sale_accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
