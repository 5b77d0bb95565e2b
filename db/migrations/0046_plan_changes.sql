CREATE TABLE "plan_changes" (
	"company_id" uuid NOT NULL,
	"xid" xid8 NOT NULL,
	CONSTRAINT "plan_changes_company_id_xid_pk" PRIMARY KEY("company_id","xid")
);
--> statement-breakpoint
ALTER TABLE "sales_snapshots" ADD COLUMN "received_hash" text;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD COLUMN "plan_seen" text;--> statement-breakpoint
-- What days are planned from, by whatever statement it changes. A row a transaction, which waits for none.
CREATE FUNCTION note_plan_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO plan_changes (company_id, xid) SELECT DISTINCT company_id, pg_current_xact_id() FROM changed ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION note_plan_change_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO plan_changes (company_id, xid) VALUES (NEW.company_id, pg_current_xact_id()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION note_plan_change_of_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO plan_changes (company_id, xid) VALUES (NEW.id, pg_current_xact_id()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['item_mapping_versions', 'adopted_names', 'item_names', 'modifier_rule_versions', 'modifier_rules', 'recipe_versions',
    'recipe_lines', 'packaging_versions', 'packaging_rules', 'void_reason_versions', 'lightspeed_former_skus', 'lightspeed_item_locations'] LOOP
    EXECUTE format('CREATE TRIGGER plan_changes_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_plan_change()', t);
    EXECUTE format('CREATE TRIGGER plan_changes_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_plan_change()', t);
    EXECUTE format('CREATE TRIGGER plan_changes_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_plan_change()', t);
  END LOOP;
END $$;--> statement-breakpoint
CREATE TRIGGER plan_changes_insert AFTER INSERT ON lightspeed_items REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_plan_change();--> statement-breakpoint
CREATE TRIGGER plan_changes_delete AFTER DELETE ON lightspeed_items REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_plan_change();--> statement-breakpoint
-- A sync says of every item that it was seen: of those only what lines are resolved by counts.
CREATE TRIGGER plan_changes_update AFTER UPDATE ON lightspeed_items FOR EACH ROW
  WHEN ((OLD.sku, OLD.sku_since, OLD.archived_at, OLD.item_type, OLD.accounting_group, OLD.split_from, OLD.business_id, OLD.lightspeed_id, OLD.created_at)
    IS DISTINCT FROM (NEW.sku, NEW.sku_since, NEW.archived_at, NEW.item_type, NEW.accounting_group, NEW.split_from, NEW.business_id, NEW.lightspeed_id, NEW.created_at))
  EXECUTE FUNCTION note_plan_change_of_row();--> statement-breakpoint
CREATE TRIGGER plan_changes_update AFTER UPDATE ON ingredients FOR EACH ROW
  WHEN (OLD.base_unit IS DISTINCT FROM NEW.base_unit) EXECUTE FUNCTION note_plan_change_of_row();--> statement-breakpoint
CREATE TRIGGER plan_changes_update AFTER UPDATE ON lightspeed_locations FOR EACH ROW
  WHEN ((OLD.business_id, OLD.timezone, OLD.start_of_day_minutes) IS DISTINCT FROM (NEW.business_id, NEW.timezone, NEW.start_of_day_minutes))
  EXECUTE FUNCTION note_plan_change_of_row();--> statement-breakpoint
CREATE TRIGGER plan_changes_update AFTER UPDATE ON companies FOR EACH ROW
  WHEN (OLD.holds_names IS DISTINCT FROM NEW.holds_names) EXECUTE FUNCTION note_plan_change_of_company();
