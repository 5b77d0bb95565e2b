ALTER TABLE "lightspeed_former_skus" ADD COLUMN "since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lightspeed_items" ADD COLUMN "sku_since" timestamp with time zone;