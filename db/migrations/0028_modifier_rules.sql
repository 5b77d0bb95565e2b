CREATE TABLE "modifier_rule_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"effective_from" date,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "modifier_rule_versions_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "modifier_rule_versions_number_key" UNIQUE("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "modifier_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"rule_version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"parent_item_id" uuid,
	"parent_accounting_group" text,
	"effect" text NOT NULL,
	"ingredient_id" uuid,
	"recipe_id" uuid,
	"replaces_ingredient_id" uuid,
	"quantity" numeric(24, 6),
	"unit" text,
	"factor" numeric(24, 6),
	"share" numeric(7, 6),
	CONSTRAINT "modifier_rules_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "modifier_rules_position_key" UNIQUE("rule_version_id","position"),
	CONSTRAINT "modifier_rules_parent_key" UNIQUE NULLS NOT DISTINCT("rule_version_id","parent_item_id","parent_accounting_group"),
	CONSTRAINT "modifier_rules_parent_check" CHECK (num_nonnulls(parent_item_id, parent_accounting_group) <= 1),
	CONSTRAINT "modifier_rules_effect_check" CHECK (case effect
          when 'adds' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0 and num_nonnulls(replaces_ingredient_id, factor, share) = 0
          when 'adds_back' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0 and num_nonnulls(replaces_ingredient_id, factor, share) = 0
          when 'stands_for' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0 and num_nonnulls(replaces_ingredient_id, factor, share) = 0
          when 'removes' then num_nonnulls(ingredient_id, recipe_id) = 1 and share > 0 and share <= 1 and num_nonnulls(replaces_ingredient_id, factor, quantity) = 0
          when 'replaces' then num_nonnulls(ingredient_id, replaces_ingredient_id) = 2 and factor > 0 and num_nonnulls(recipe_id, share, quantity) = 0
          when 'scales' then factor >= 0 and num_nonnulls(ingredient_id, recipe_id, replaces_ingredient_id, share, quantity) = 0
          when 'nothing' then num_nonnulls(ingredient_id, recipe_id, replaces_ingredient_id, factor, share, quantity) = 0
          else false end),
	CONSTRAINT "modifier_rules_unit_check" CHECK (unit is null or (quantity is not null and ingredient_id is not null and unit in ('kg','g','l','cl','ml','piece','bottle')))
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_revision_fk";--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_key";--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_check";--> statement-breakpoint
-- In two statements: a kept column can only be worked out of one that is there. Only the second writes the table anew.
ALTER TABLE "ledger_entries" ADD COLUMN "parent_item_id" uuid, ADD COLUMN "modifier_rule_id" uuid, ADD COLUMN "usage_parts" jsonb;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "under_item_id" uuid GENERATED ALWAYS AS (coalesce(parent_item_id, item_id)) STORED;--> statement-breakpoint
ALTER TABLE "modifier_rule_versions" ADD CONSTRAINT "modifier_rule_versions_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modifier_rules" ADD CONSTRAINT "modifier_rules_version_fk" FOREIGN KEY ("company_id","rule_version_id") REFERENCES "public"."modifier_rule_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modifier_rules" ADD CONSTRAINT "modifier_rules_parent_fk" FOREIGN KEY ("company_id","parent_item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modifier_rules" ADD CONSTRAINT "modifier_rules_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modifier_rules" ADD CONSTRAINT "modifier_rules_recipe_fk" FOREIGN KEY ("company_id","recipe_id") REFERENCES "public"."recipes"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "modifier_rules" ADD CONSTRAINT "modifier_rules_replaced_fk" FOREIGN KEY ("company_id","replaces_ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "modifier_rule_versions_current_key" ON "modifier_rule_versions" USING btree ("item_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "modifier_rule_versions_item_idx" ON "modifier_rule_versions" USING btree ("company_id","item_id");--> statement-breakpoint
CREATE INDEX "modifier_rules_ingredient_idx" ON "modifier_rules" USING btree ("company_id","ingredient_id");--> statement-breakpoint
CREATE INDEX "modifier_rules_replaced_idx" ON "modifier_rules" USING btree ("company_id","replaces_ingredient_id");--> statement-breakpoint
CREATE INDEX "modifier_rules_recipe_idx" ON "modifier_rules" USING btree ("company_id","recipe_id");--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_parent_fk" FOREIGN KEY ("company_id","parent_item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_modifier_rule_fk" FOREIGN KEY ("company_id","modifier_rule_id") REFERENCES "public"."modifier_rules"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_key" UNIQUE("location_id","for_day","item_id","under_item_id","ingredient_id","revision","is_reversal");--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_revision_fk" FOREIGN KEY ("location_id","for_day","item_id","under_item_id","ingredient_id","prior_revision","prior_is_reversal") REFERENCES "public"."ledger_entries"("location_id","for_day","item_id","under_item_id","ingredient_id","revision","is_reversal") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_check" CHECK (case when source = 'pos'
            then type = 'ISSUE' and num_nulls(location_id, item_id, transfer_log_id, snapshot_id, revision, source_lines, sold_quantity) = 0
                 and num_nonnulls(mapping_version_id, modifier_rule_id) = 1 and num_nonnulls(usage_per_item, usage_parts) = 1
                 and (parent_item_id is null or (modifier_rule_id is not null and parent_item_id <> item_id))
                 and revision >= 1
            else num_nonnulls(location_id, item_id, transfer_log_id, parent_item_id, modifier_rule_id, usage_parts) = 0 and (count_id is null) = (revision is null) end);
--> statement-breakpoint
-- As before, and a reversal names the parent of what it reverses.
CREATE OR REPLACE FUNCTION check_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE o ledger_entries;
BEGIN
  SELECT * INTO o FROM ledger_entries WHERE id = NEW.reverses_entry_id AND company_id = NEW.company_id;
  IF NOT FOUND OR o.reverses_entry_id IS NOT NULL
     OR o.quantity <> -NEW.quantity OR o.unit_cost <> NEW.unit_cost
     OR (o.type, o.ingredient_id, o.storage_unit_id, o.source, o.for_day) IS DISTINCT FROM (NEW.type, NEW.ingredient_id, NEW.storage_unit_id, NEW.source, coalesce(NEW.original_day, NEW.business_day))
     OR NEW.business_day < o.business_day
     OR (o.location_id, o.item_id, o.parent_item_id, o.count_id, o.revision) IS DISTINCT FROM (NEW.location_id, NEW.item_id, NEW.parent_item_id, NEW.count_id, NEW.revision) THEN
    RAISE EXCEPTION 'entry % does not exactly reverse %', NEW.id, NEW.reverses_entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What entries are explained by is as fixed as they are (R25).
CREATE TRIGGER modifier_rule_versions_append_only BEFORE DELETE OR UPDATE OF id, company_id, item_id, version, effective_from, created_by, created_at
  ON modifier_rule_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER modifier_rule_versions_ends_once BEFORE UPDATE OF superseded_at ON modifier_rule_versions FOR EACH ROW
  WHEN (OLD.superseded_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER modifier_rule_versions_no_truncate BEFORE TRUNCATE ON modifier_rule_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER modifier_rules_append_only BEFORE UPDATE OR DELETE ON modifier_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER modifier_rules_no_truncate BEFORE TRUNCATE ON modifier_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
