-- What an entry refers to is looked up once: nothing may be written that could not be before (decision 0095).
-- First the keys that are referred to, so that they stand before the references.
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_location_id_key" UNIQUE("company_id","location_id","id");--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD CONSTRAINT "item_mapping_versions_item_id_key" UNIQUE("company_id","item_id","id");--> statement-breakpoint
DROP INDEX "item_mapping_versions_item_idx";--> statement-breakpoint
-- One pass over the ledger for all that is new in it; what is dropped is dropped only with what takes its place.
ALTER TABLE "ledger_entries"
	ADD COLUMN "rule_item_id" uuid GENERATED ALWAYS AS (case when mapping_version_id is null then item_id end) STORED,
	ADD CONSTRAINT "ledger_entries_mapping_check" CHECK (mapping_version_id is null or item_id is not null),
	ADD CONSTRAINT "ledger_entries_run_fk" FOREIGN KEY ("company_id","location_id","transfer_log_id") REFERENCES "public"."transfer_logs"("company_id","location_id","id") ON DELETE no action ON UPDATE no action,
	ADD CONSTRAINT "ledger_entries_mapping_fk" FOREIGN KEY ("company_id","item_id","mapping_version_id") REFERENCES "public"."item_mapping_versions"("company_id","item_id","id") ON DELETE no action ON UPDATE no action,
	ADD CONSTRAINT "ledger_entries_rule_item_fk" FOREIGN KEY ("company_id","rule_item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action,
	DROP CONSTRAINT "ledger_entries_company_id_companies_id_fk",
	DROP CONSTRAINT "ledger_entries_location_fk",
	DROP CONSTRAINT "ledger_entries_transfer_log_fk",
	DROP CONSTRAINT "ledger_entries_item_fk",
	DROP CONSTRAINT "ledger_entries_mapping_version_fk",
	DROP CONSTRAINT "ledger_entries_reverses_key";--> statement-breakpoint
-- As unique as before, without a place for each entry that reverses nothing.
CREATE UNIQUE INDEX "ledger_entries_reverses_key" ON "ledger_entries" USING btree ("reverses_entry_id") WHERE reverses_entry_id is not null;--> statement-breakpoint
DROP INDEX "ledger_entries_type_idx";--> statement-breakpoint
CREATE INDEX "ledger_entries_unsold_idx" ON "ledger_entries" USING btree ("company_id","type","business_day","seq") WHERE type <> 'ISSUE';
