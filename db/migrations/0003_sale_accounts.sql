CREATE TABLE "sale_accounts" (
	"company_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"previous_account_id" text,
	"time_closed" timestamp with time zone,
	"cancelled" boolean NOT NULL,
	CONSTRAINT "sale_accounts_snapshot_id_account_id_pk" PRIMARY KEY("snapshot_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "sale_accounts" ADD CONSTRAINT "sale_accounts_snapshot_fk" FOREIGN KEY ("company_id","snapshot_id") REFERENCES "public"."sales_snapshots"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sale_accounts_account_idx" ON "sale_accounts" USING btree ("location_id","account_id");--> statement-breakpoint
CREATE INDEX "sale_accounts_previous_idx" ON "sale_accounts" USING btree ("location_id","previous_account_id") WHERE previous_account_id is not null;
--> statement-breakpoint
-- Snapshots kept before this table existed; a cancelled account without lines is known again with its next answer.
INSERT INTO "sale_accounts" ("company_id", "snapshot_id", "location_id", "account_id", "previous_account_id", "time_closed", "cancelled")
SELECT l.company_id, l.snapshot_id, s.location_id, l.account_id, max(l.previous_account_id), max(l.time_closed), bool_or(l.account_cancelled)
FROM "sale_lines" l JOIN "sales_snapshots" s ON s.company_id = l.company_id AND s.id = l.snapshot_id
GROUP BY l.company_id, l.snapshot_id, s.location_id, l.account_id;
