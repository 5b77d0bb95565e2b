ALTER TABLE "nightly_runs" ADD COLUMN "dispatch_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "nightly_runs" ADD COLUMN "sent_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "nightly_runs_finished_idx" ON "nightly_runs" USING btree ("finished_at");