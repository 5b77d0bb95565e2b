CREATE TABLE "retention_settings" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"answers_days" integer NOT NULL,
	"sources_days" integer NOT NULL,
	"mails_days" integer NOT NULL,
	"notices_days" integer NOT NULL,
	CONSTRAINT "retention_settings_days_check" CHECK (least(answers_days, sources_days, mails_days, notices_days) > 0)
);
--> statement-breakpoint
ALTER TABLE "invitations" DROP CONSTRAINT "invitations_mail_id_mails_id_fk";
--> statement-breakpoint
ALTER TABLE "notice_deliveries" DROP CONSTRAINT "notice_deliveries_notice_id_notices_id_fk";
--> statement-breakpoint
ALTER TABLE "retention_settings" ADD CONSTRAINT "retention_settings_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_deliveries" ADD CONSTRAINT "notice_deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_source_idx" ON "audit_events" USING btree ("company_id","at") WHERE source_salt is not null;--> statement-breakpoint
CREATE INDEX "sales_snapshots_answers_idx" ON "sales_snapshots" USING btree ("company_id","business_day") WHERE raw is not null;