CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid,
	"user_id" uuid,
	"kind" text NOT NULL,
	"once_key" text,
	"address" text NOT NULL,
	"sealed" text,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	"give_up_at" timestamp with time zone NOT NULL,
	"dispatch_count" integer DEFAULT 0 NOT NULL,
	"dispatched_at" timestamp with time zone,
	"claimed_at" timestamp with time zone,
	"handed_over_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "mails_once_key_unique" UNIQUE("once_key"),
	CONSTRAINT "mails_end_check" CHECK ((ended_at is null) = (status in ('waiting', 'sending')))
);
--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_open_idx" ON "mails" USING btree ("next_try_at") WHERE status in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "mails_company_idx" ON "mails" USING btree ("company_id","created_at");