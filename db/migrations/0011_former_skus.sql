CREATE TABLE "lightspeed_former_skus" (
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "lightspeed_former_skus_item_id_until_pk" PRIMARY KEY("item_id","until")
);
--> statement-breakpoint
ALTER TABLE "lightspeed_items" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lightspeed_former_skus" ADD CONSTRAINT "lightspeed_former_skus_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;