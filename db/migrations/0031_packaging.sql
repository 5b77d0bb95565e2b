CREATE TABLE "packaging_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"packaging_version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"ingredient_id" uuid NOT NULL,
	"quantity" numeric(24, 6) NOT NULL,
	"unit" text,
	CONSTRAINT "packaging_rules_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "packaging_rules_ingredient_key" UNIQUE("packaging_version_id","ingredient_id"),
	CONSTRAINT "packaging_rules_quantity_check" CHECK (quantity > 0),
	CONSTRAINT "packaging_rules_unit_check" CHECK (unit in ('kg','g','l','cl','ml','piece','bottle'))
);
--> statement-breakpoint
CREATE TABLE "packaging_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid,
	"accounting_group" text,
	"version" integer NOT NULL,
	"is_withdrawn" boolean DEFAULT false NOT NULL,
	"effective_from" date,
	"reaches_booked" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "packaging_versions_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "packaging_versions_number_key" UNIQUE NULLS NOT DISTINCT("company_id","item_id","accounting_group","version"),
	CONSTRAINT "packaging_versions_subject_check" CHECK (num_nonnulls(item_id, accounting_group) <= 1)
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_check";--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "packaging_rule_id" uuid;--> statement-breakpoint
ALTER TABLE "sale_lines" ADD COLUMN "dine_in" boolean;--> statement-breakpoint
ALTER TABLE "void_reason_versions" ADD COLUMN "reaches_booked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "packaging_rules" ADD CONSTRAINT "packaging_rules_version_fk" FOREIGN KEY ("company_id","packaging_version_id") REFERENCES "public"."packaging_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packaging_rules" ADD CONSTRAINT "packaging_rules_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packaging_versions" ADD CONSTRAINT "packaging_versions_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "packaging_rules_ingredient_idx" ON "packaging_rules" USING btree ("company_id","ingredient_id");--> statement-breakpoint
CREATE UNIQUE INDEX "packaging_versions_current_key" ON "packaging_versions" USING btree ("company_id",coalesce(item_id::text, ''),coalesce(accounting_group, '')) WHERE superseded_at is null;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_packaging_rule_fk" FOREIGN KEY ("company_id","packaging_rule_id") REFERENCES "public"."packaging_rules"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sale_lines_take_away_idx" ON "sale_lines" USING btree ("company_id","snapshot_id") WHERE not dine_in;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_check" CHECK (case when source = 'pos'
            then type = case when void_reason_version_id is null then 'ISSUE' else 'WASTE' end
                 and (void_reason_version_id is null) = (purpose not like 'waste %') and num_nulls(location_id, transfer_log_id, snapshot_id, revision, source_lines, sold_quantity) = 0
                 and (packaging_rule_id is null) = (purpose <> 'packaging') and (item_id is not null or packaging_rule_id is not null)
                 and num_nonnulls(mapping_version_id, modifier_rule_id, packaging_rule_id) = 1 and num_nonnulls(usage_per_item, usage_parts) = 1
                 and (parent_item_id is null or (modifier_rule_id is not null and parent_item_id <> item_id))
                 and revision >= 1
            else num_nonnulls(location_id, item_id, transfer_log_id, parent_item_id, modifier_rule_id, packaging_rule_id, usage_parts, void_reason_version_id) = 0
                 and purpose = 'sale' and (count_id is null) = (revision is null) end);
--> statement-breakpoint
-- What entries are explained by is as fixed as they are (R25).
CREATE TRIGGER packaging_versions_append_only BEFORE DELETE OR UPDATE OF id, company_id, item_id, accounting_group, version, is_withdrawn, effective_from, reaches_booked, created_by, created_at
  ON packaging_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER packaging_versions_ends_once BEFORE UPDATE OF superseded_at ON packaging_versions FOR EACH ROW
  WHEN (OLD.superseded_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER packaging_versions_no_truncate BEFORE TRUNCATE ON packaging_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER packaging_rules_append_only BEFORE UPDATE OR DELETE ON packaging_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER packaging_rules_no_truncate BEFORE TRUNCATE ON packaging_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
DROP TRIGGER void_reason_versions_append_only ON void_reason_versions;
--> statement-breakpoint
CREATE TRIGGER void_reason_versions_append_only BEFORE DELETE OR UPDATE OF id, company_id, reason_key, reason, outcome, version, effective_from, reaches_booked, created_by, created_at
  ON void_reason_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
