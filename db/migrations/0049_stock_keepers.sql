CREATE TABLE "membership_units" (
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"storage_unit_id" uuid NOT NULL,
	CONSTRAINT "membership_units_company_id_user_id_storage_unit_id_pk" PRIMARY KEY("company_id","user_id","storage_unit_id")
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "storage_unit_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "membership_units" ADD CONSTRAINT "membership_units_membership_fk" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."memberships"("company_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_units" ADD CONSTRAINT "membership_units_unit_fk" FOREIGN KEY ("company_id","storage_unit_id") REFERENCES "public"."storage_units"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_units_unit_idx" ON "membership_units" USING btree ("company_id","storage_unit_id");