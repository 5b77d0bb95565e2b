ALTER TABLE "nightly_runs" DROP CONSTRAINT "nightly_runs_status_check";--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "day_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "retry_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "nightly_runs" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "nightly_runs" ADD CONSTRAINT "nightly_runs_status_check" CHECK (status in ('pending','running','done','failed','skipped','missed'));--> statement-breakpoint
-- Nights of a location without a storage unit are offered from now on, not caught up silently when it is linked.
UPDATE "lightspeed_locations" SET "paused_at" = clock_timestamp() WHERE "paused_at" IS NULL AND "is_activated" AND "storage_unit_id" IS NULL;
