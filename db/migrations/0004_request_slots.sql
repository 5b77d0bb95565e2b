CREATE TABLE "lightspeed_request_slots" (
	"company_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"slot" integer NOT NULL,
	"holder" uuid NOT NULL,
	"leased_until" timestamp with time zone NOT NULL,
	CONSTRAINT "lightspeed_request_slots_integration_id_slot_pk" PRIMARY KEY("integration_id","slot"),
	CONSTRAINT "lightspeed_request_slots_slot_check" CHECK (slot between 1 and 4)
);
--> statement-breakpoint
ALTER TABLE "lightspeed_integrations" ADD COLUMN "request_limit" integer DEFAULT 4 NOT NULL;--> statement-breakpoint
ALTER TABLE "lightspeed_integrations" ADD COLUMN "throttled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lightspeed_request_slots" ADD CONSTRAINT "lightspeed_request_slots_integration_fk" FOREIGN KEY ("company_id","integration_id") REFERENCES "public"."lightspeed_integrations"("company_id","id") ON DELETE no action ON UPDATE no action;