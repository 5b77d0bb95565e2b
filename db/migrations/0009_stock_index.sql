-- Covers type and count too: days left, counts and usage of one stock are read from the index alone.
DROP INDEX "ledger_entries_stock_idx";
--> statement-breakpoint
CREATE INDEX "ledger_entries_stock_idx" ON "ledger_entries" ("company_id","storage_unit_id","ingredient_id","business_day","seq") INCLUDE ("quantity","value","type","count_id");
