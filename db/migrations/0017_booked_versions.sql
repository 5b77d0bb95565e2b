ALTER TABLE "nightly_runs" ADD COLUMN "rereads" jsonb;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD COLUMN "versions_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD COLUMN "later_items" jsonb;