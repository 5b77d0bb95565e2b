DROP INDEX "sale_accounts_account_idx";--> statement-breakpoint
ALTER TABLE "sale_accounts" ADD COLUMN "account_number" text;--> statement-breakpoint
ALTER TABLE "sale_lines" ADD COLUMN "account_number" text;--> statement-breakpoint
ALTER TABLE "sales_snapshots" ADD COLUMN "read_again" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "sale_accounts_number_idx" ON "sale_accounts" USING btree ("location_id",coalesce(account_number, account_id));--> statement-breakpoint
CREATE INDEX "sales_snapshots_read_again_idx" ON "sales_snapshots" USING btree ("company_id","location_id") WHERE read_again;--> statement-breakpoint
-- An account was its number; it is its reference now (R15), since tills give numbers again. Answers in which one number stood for several
-- accounts lost goods: the newest of such days are read again before they are used next. What is booked stands until then.
UPDATE "sales_snapshots" s SET "read_again" = true
WHERE NOT EXISTS (SELECT 1 FROM "sales_snapshots" n WHERE n.location_id = s.location_id AND n.business_day = s.business_day AND n.version > s.version)
  AND (SELECT count(DISTINCT m[1]) FROM regexp_matches(s.raw, '"accountReference"\s*:\s*"((?:[^"\\]|\\.)+)"', 'g') AS m) > s.account_count;
