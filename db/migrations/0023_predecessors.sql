ALTER TABLE "item_mapping_versions" ADD COLUMN "taken_over_from" uuid;--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD CONSTRAINT "item_mapping_versions_predecessor_fk" FOREIGN KEY ("company_id","taken_over_from") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER item_mapping_versions_origin_stays BEFORE UPDATE OF taken_over_from ON item_mapping_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
