-- The key of an entry in 16 bytes instead of a text of 36 and more: it stands in two indexes of each entry.
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_revision_fk";--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_pos_key";--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP COLUMN "use_key", ADD COLUMN "use_key" uuid GENERATED ALWAYS AS (case when location_id is null then null when item_id is not null and parent_item_id is null and purpose = 'sale' then item_id
            else md5(coalesce(item_id::text, '') || ' ' || coalesce(parent_item_id::text, '') || ' ' || purpose)::uuid end) STORED;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_pos_key" UNIQUE("location_id","for_day","use_key","ingredient_id","revision","is_reversal");--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_revision_fk" FOREIGN KEY ("location_id","for_day","use_key","ingredient_id","prior_revision","prior_is_reversal") REFERENCES "public"."ledger_entries"("location_id","for_day","use_key","ingredient_id","revision","is_reversal") ON DELETE no action ON UPDATE no action;
