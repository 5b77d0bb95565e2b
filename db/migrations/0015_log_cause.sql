ALTER TABLE "lightspeed_locations" ADD COLUMN "auto_transfer_paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD COLUMN "cause_item_id" uuid;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD COLUMN "cause_recipe_id" uuid;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_cause_item_fk" FOREIGN KEY ("company_id","cause_item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_cause_recipe_fk" FOREIGN KEY ("company_id","cause_recipe_id") REFERENCES "public"."recipes"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transfer_logs_by_day_idx" ON "transfer_logs" USING btree ("company_id","location_id",coalesce(business_day, '-infinity'::date));--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_cause_check" CHECK (cause_item_id is null or cause_recipe_id is null);--> statement-breakpoint
UPDATE "lightspeed_locations" SET "auto_transfer_paused_at" = "paused_at" WHERE "auto_transfer_paused";
