CREATE TABLE "adopted_names" (
	"company_id" uuid NOT NULL,
	"mapping_version_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"field" text NOT NULL,
	"before" text,
	"after" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "item_findings_field_check" CHECK (field in ('name','sku','accounting_group','price'))
);
--> statement-breakpoint
CREATE TABLE "item_names" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"name" text NOT NULL,
	"answer" text NOT NULL,
	"split_item_id" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "item_names_answer_check" CHECK (answer in ('same','other')),
	CONSTRAINT "item_names_split_check" CHECK ((answer = 'other') = (split_item_id is not null))
);
--> statement-breakpoint
CREATE TABLE "sold_names" (
	"company_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"name" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	CONSTRAINT "sold_names_location_id_sku_name_pk" PRIMARY KEY("location_id","sku","name")
);
--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD COLUMN "names" text[];--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD COLUMN "names_on" date;--> statement-breakpoint
ALTER TABLE "lightspeed_items" ADD COLUMN "docket_name" text;--> statement-breakpoint
ALTER TABLE "lightspeed_items" ADD COLUMN "split_from" uuid;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "holds_names" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sale_lines" ADD COLUMN "sold_name" text;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD COLUMN "held_names" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "adopted_names" ADD CONSTRAINT "adopted_names_mapping_fk" FOREIGN KEY ("company_id","mapping_version_id") REFERENCES "public"."item_mapping_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_findings" ADD CONSTRAINT "item_findings_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_names" ADD CONSTRAINT "item_names_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_names" ADD CONSTRAINT "item_names_split_fk" FOREIGN KEY ("company_id","split_item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sold_names" ADD CONSTRAINT "sold_names_location_fk" FOREIGN KEY ("company_id","location_id") REFERENCES "public"."lightspeed_locations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adopted_names_company_idx" ON "adopted_names" USING btree ("company_id");--> statement-breakpoint
CREATE INDEX "item_findings_item_idx" ON "item_findings" USING btree ("company_id","item_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "item_names_current_key" ON "item_names" USING btree ("item_id","name") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "item_names_item_idx" ON "item_names" USING btree ("company_id","item_id");--> statement-breakpoint
CREATE INDEX "sold_names_sku_idx" ON "sold_names" USING btree ("company_id","sku");--> statement-breakpoint
ALTER TABLE "lightspeed_items" ADD CONSTRAINT "lightspeed_items_split_fk" FOREIGN KEY ("company_id","split_from") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "lightspeed_items_split_key" ON "lightspeed_items" USING btree ("split_from","name") WHERE split_from is not null;--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD CONSTRAINT "item_mapping_versions_names_check" CHECK ((names is null) = (names_on is null));
--> statement-breakpoint
-- What staff typed over a line's name stood in its place: such answers are read again before they are used next (R38).
UPDATE "sales_snapshots" s SET "read_again" = true
WHERE NOT EXISTS (SELECT 1 FROM "sales_snapshots" n WHERE n.location_id = s.location_id AND n.business_day = s.business_day AND n.version > s.version)
  AND s.raw LIKE '%"nameOverride"%';
--> statement-breakpoint
-- The names sold so far; those of answers that are read again come with that.
INSERT INTO "sold_names" ("company_id", "location_id", "sku", "name", "first_day", "last_day")
SELECT l.company_id, s.location_id, l.sku, l.name, min(s.business_day), max(s.business_day)
FROM "sales_snapshots" s JOIN "sale_lines" l ON l.company_id = s.company_id AND l.snapshot_id = s.id
WHERE NOT s.read_again AND l.sku IS NOT NULL AND l.name <> l.sku
  AND NOT EXISTS (SELECT 1 FROM "sales_snapshots" n WHERE n.location_id = s.location_id AND n.business_day = s.business_day AND n.version > s.version)
GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
CREATE TRIGGER item_mapping_versions_names_append_only BEFORE UPDATE OF names, names_on
  ON item_mapping_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_names_append_only BEFORE DELETE OR UPDATE OF id, company_id, item_id, name, answer, split_item_id, created_by, created_at
  ON item_names FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_names_ends_once BEFORE UPDATE OF superseded_at ON item_names FOR EACH ROW
  WHEN (OLD.superseded_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_names_no_truncate BEFORE TRUNCATE ON item_names FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_findings_append_only BEFORE UPDATE OR DELETE ON item_findings FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER item_findings_no_truncate BEFORE TRUNCATE ON item_findings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
