ALTER TABLE "sales_snapshots" ADD COLUMN "reported_lines" integer;--> statement-breakpoint
ALTER TABLE "sales_snapshots" ADD COLUMN "reported_quantity" numeric;--> statement-breakpoint
ALTER TABLE "sales_snapshots" ADD COLUMN "reported_net_value" numeric;--> statement-breakpoint
ALTER TABLE "sales_snapshots" ADD COLUMN "has_repeats" boolean;