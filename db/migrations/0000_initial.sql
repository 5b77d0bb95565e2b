CREATE TABLE "ingredients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"base_unit" text NOT NULL,
	"allergens" text[] DEFAULT '{}' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ingredients_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "ingredients_base_unit_check" CHECK (base_unit in ('kg','g','l','cl','ml','piece','bottle'))
);
--> statement-breakpoint
CREATE TABLE "recipe_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"recipe_version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"ingredient_id" uuid,
	"sub_recipe_id" uuid,
	"quantity" numeric(24, 6) NOT NULL,
	"unit" text,
	"trim_percent" numeric(9, 6) DEFAULT '0' NOT NULL,
	CONSTRAINT "recipe_lines_position_key" UNIQUE("recipe_version_id","position"),
	CONSTRAINT "recipe_lines_target_check" CHECK (num_nonnulls(ingredient_id, sub_recipe_id) = 1),
	CONSTRAINT "recipe_lines_quantity_check" CHECK (quantity > 0),
	CONSTRAINT "recipe_lines_trim_check" CHECK (trim_percent >= 0 and trim_percent < 100)
);
--> statement-breakpoint
CREATE TABLE "recipe_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"recipe_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"effective_from" date,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "recipe_versions_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "recipe_versions_number_key" UNIQUE("recipe_id","version")
);
--> statement-breakpoint
CREATE TABLE "recipes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "recipes_company_id_key" UNIQUE("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "storage_units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "storage_units_company_id_key" UNIQUE("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entries_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"type" text NOT NULL,
	"ingredient_id" uuid NOT NULL,
	"storage_unit_id" uuid NOT NULL,
	"quantity" numeric(24, 6) NOT NULL,
	"unit_cost" numeric(24, 6) NOT NULL,
	"value" numeric(36, 12) GENERATED ALWAYS AS (quantity * unit_cost) STORED NOT NULL,
	"business_day" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"source" text NOT NULL,
	"note" text,
	"batch_id" uuid,
	"created_by" text NOT NULL,
	"reverses_entry_id" uuid,
	"is_reversal" boolean GENERATED ALWAYS AS ((reverses_entry_id is not null)) STORED NOT NULL,
	"location_id" uuid,
	"item_id" uuid,
	"transfer_log_id" uuid,
	"snapshot_id" uuid,
	"mapping_version_id" uuid,
	"recipe_version_id" uuid,
	"recipe_version_ids" uuid[],
	"source_lines" integer[],
	"sold_quantity" numeric(24, 6),
	"usage_per_item" text,
	"revision" integer,
	"prior_revision" integer GENERATED ALWAYS AS (case when reverses_entry_id is null and revision > 1 then revision - 1 end) STORED,
	"prior_is_reversal" boolean GENERATED ALWAYS AS (case when reverses_entry_id is null and revision > 1 then true end) STORED,
	CONSTRAINT "ledger_entries_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "ledger_entries_reverses_key" UNIQUE("reverses_entry_id"),
	CONSTRAINT "ledger_entries_pos_key" UNIQUE("location_id","business_day","item_id","ingredient_id","revision","is_reversal"),
	CONSTRAINT "ledger_entries_type_check" CHECK (type in ('ISSUE','RECEIPT','WASTE','ADJUSTMENT','TRANSFER_OUT','TRANSFER_IN')),
	CONSTRAINT "ledger_entries_quantity_check" CHECK (quantity <> 0),
	CONSTRAINT "ledger_entries_unit_cost_check" CHECK (unit_cost >= 0),
	CONSTRAINT "ledger_entries_pos_check" CHECK (case when source = 'pos'
            then type = 'ISSUE' and num_nulls(location_id, item_id, transfer_log_id, snapshot_id, mapping_version_id, revision, source_lines, sold_quantity, usage_per_item) = 0
                 and revision >= 1
            else num_nonnulls(location_id, item_id, transfer_log_id, revision) = 0 end),
	CONSTRAINT "ledger_entries_source_check" CHECK (source in ('pos','manual'))
);
--> statement-breakpoint
CREATE TABLE "item_mapping_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"ingredient_id" uuid,
	"recipe_id" uuid,
	"quantity" numeric(24, 6),
	"is_subtraction" boolean DEFAULT false NOT NULL,
	"effective_from" date,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "item_mapping_versions_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "item_mapping_versions_number_key" UNIQUE("item_id","version"),
	CONSTRAINT "item_mapping_versions_state_check" CHECK (state in ('mapped','ignored','unmapped')),
	CONSTRAINT "item_mapping_versions_target_check" CHECK (case when state = 'mapped' then num_nonnulls(ingredient_id, recipe_id) = 1 and quantity > 0
          else num_nonnulls(ingredient_id, recipe_id, quantity) = 0 end)
);
--> statement-breakpoint
CREATE TABLE "lightspeed_integrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'connected' NOT NULL,
	"business_id" text,
	"business_name" text,
	"granted_scopes" text DEFAULT '' NOT NULL,
	"token_ciphertext" text NOT NULL,
	"access_expires_at" timestamp with time zone NOT NULL,
	"token_version" integer DEFAULT 1 NOT NULL,
	"tokens_renewed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"refresh_attempt_at" timestamp with time zone,
	"last_success_at" timestamp with time zone,
	"last_error_at" timestamp with time zone,
	"last_error_code" text,
	"last_error_detail" text,
	"locations_synced_at" timestamp with time zone,
	"items_synced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "lightspeed_integrations_company_key" UNIQUE("company_id"),
	CONSTRAINT "lightspeed_integrations_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "lightspeed_integrations_status_check" CHECK (status in ('connected','needs_reauthorization'))
);
--> statement-breakpoint
CREATE TABLE "lightspeed_item_locations" (
	"company_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	CONSTRAINT "lightspeed_item_locations_item_id_location_id_pk" PRIMARY KEY("item_id","location_id")
);
--> statement-breakpoint
CREATE TABLE "lightspeed_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"business_id" text NOT NULL,
	"lightspeed_id" text NOT NULL,
	"sku" text,
	"name" text NOT NULL,
	"item_type" text,
	"accounting_group" text,
	"price" numeric,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "lightspeed_items_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "lightspeed_items_external_key" UNIQUE("integration_id","lightspeed_id")
);
--> statement-breakpoint
CREATE TABLE "lightspeed_locations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"lightspeed_id" text NOT NULL,
	"business_id" text NOT NULL,
	"business_name" text NOT NULL,
	"name" text NOT NULL,
	"country" text,
	"timezone" text NOT NULL,
	"currency" text,
	"storage_unit_id" uuid,
	"is_activated" boolean DEFAULT false NOT NULL,
	"activated_at" timestamp with time zone,
	"auto_transfer_paused" boolean DEFAULT false NOT NULL,
	"paused_at" timestamp with time zone,
	"start_of_day_minutes" integer DEFAULT 300 NOT NULL,
	"start_of_day_learnt_at" timestamp with time zone,
	"first_business_day" date,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "lightspeed_locations_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "lightspeed_locations_external_key" UNIQUE("integration_id","lightspeed_id"),
	CONSTRAINT "lightspeed_locations_start_check" CHECK (start_of_day_minutes between 0 and 1439)
);
--> statement-breakpoint
CREATE TABLE "oauth_states" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid,
	"purpose" text NOT NULL,
	"integration_name" text,
	"return_to" text,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "oauth_states_purpose_check" CHECK (purpose in ('connect','reauthorize'))
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"created_by" uuid,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "idempotency_keys_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "memberships_company_id_user_id_pk" PRIMARY KEY("company_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "setup_progress" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"email" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"last_failure_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waste_reasons" (
	"company_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "waste_reasons_company_id_reason_pk" PRIMARY KEY("company_id","reason")
);
--> statement-breakpoint
CREATE TABLE "migration_days" (
	"company_id" uuid NOT NULL,
	"migration_id" uuid NOT NULL,
	"business_day" date NOT NULL,
	"outcome" text NOT NULL,
	"transfer_log_id" uuid,
	"entries_written" integer DEFAULT 0 NOT NULL,
	"unmapped_item_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"finished_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "migration_days_migration_id_business_day_pk" PRIMARY KEY("migration_id","business_day"),
	CONSTRAINT "migration_days_outcome_check" CHECK (outcome in ('transferred','no_data'))
);
--> statement-breakpoint
CREATE TABLE "migrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"days_total" integer NOT NULL,
	"current_day" date,
	"requested_by" text NOT NULL,
	"cancel_requested_at" timestamp with time zone,
	"error_code" text,
	"error_day" date,
	"dispatch_count" integer DEFAULT 0 NOT NULL,
	"dispatched_at" timestamp with time zone,
	"heartbeat_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "migrations_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "migrations_status_check" CHECK (status in ('pending','running','completed','cancelled','failed'))
);
--> statement-breakpoint
CREATE TABLE "nightly_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"business_day" date NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"transfer_log_id" uuid,
	"error_code" text,
	"dispatched_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "nightly_runs_day_key" UNIQUE("location_id","business_day"),
	CONSTRAINT "nightly_runs_status_check" CHECK (status in ('pending','running','done','failed','skipped'))
);
--> statement-breakpoint
CREATE TABLE "sale_lines" (
	"company_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"account_id" text NOT NULL,
	"account_type" text NOT NULL,
	"account_cancelled" boolean NOT NULL,
	"previous_account_id" text,
	"receipt_id" text,
	"time_closed" timestamp with time zone,
	"line_id" text NOT NULL,
	"parent_line_id" text,
	"sku" text,
	"name" text NOT NULL,
	"quantity" numeric,
	"net_value" numeric,
	"void_reason" text,
	"time_of_sale" timestamp with time zone,
	"problem" text,
	CONSTRAINT "sale_lines_snapshot_id_seq_pk" PRIMARY KEY("snapshot_id","seq")
);
--> statement-breakpoint
CREATE TABLE "sales_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"business_day" date NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"raw" text NOT NULL,
	"account_count" integer NOT NULL,
	"line_count" integer NOT NULL,
	"data_complete" boolean NOT NULL,
	"next_start_of_day" timestamp with time zone,
	"fetched_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sales_snapshots_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "sales_snapshots_version_key" UNIQUE("location_id","business_day","version")
);
--> statement-breakpoint
CREATE TABLE "transfer_logs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"storage_unit_id" uuid,
	"business_day" date,
	"trigger" text NOT NULL,
	"migration_id" uuid,
	"force_refresh" boolean DEFAULT true NOT NULL,
	"snapshot_id" uuid,
	"success" boolean DEFAULT false NOT NULL,
	"no_data" boolean DEFAULT false NOT NULL,
	"is_complete" boolean DEFAULT true NOT NULL,
	"stats" jsonb,
	"unmapped_items" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"skipped_lines" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failed_lines" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"entries_written" integer DEFAULT 0 NOT NULL,
	"entries_reversed" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"error_details" jsonb,
	"requested_by" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "transfer_logs_company_id_key" UNIQUE("company_id","id"),
	CONSTRAINT "transfer_logs_trigger_check" CHECK ("trigger" in ('manual','automatic','migration'))
);
--> statement-breakpoint
ALTER TABLE "ingredients" ADD CONSTRAINT "ingredients_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_lines" ADD CONSTRAINT "recipe_lines_recipe_version_fk" FOREIGN KEY ("company_id","recipe_version_id") REFERENCES "public"."recipe_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_lines" ADD CONSTRAINT "recipe_lines_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_lines" ADD CONSTRAINT "recipe_lines_sub_recipe_fk" FOREIGN KEY ("company_id","sub_recipe_id") REFERENCES "public"."recipes"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_versions" ADD CONSTRAINT "recipe_versions_recipe_fk" FOREIGN KEY ("company_id","recipe_id") REFERENCES "public"."recipes"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipes" ADD CONSTRAINT "recipes_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "storage_units" ADD CONSTRAINT "storage_units_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_revision_fk" FOREIGN KEY ("location_id","business_day","item_id","ingredient_id","prior_revision","prior_is_reversal") REFERENCES "public"."ledger_entries"("location_id","business_day","item_id","ingredient_id","revision","is_reversal") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_reverses_fk" FOREIGN KEY ("company_id","reverses_entry_id") REFERENCES "public"."ledger_entries"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_storage_unit_fk" FOREIGN KEY ("company_id","storage_unit_id") REFERENCES "public"."storage_units"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_location_fk" FOREIGN KEY ("company_id","location_id") REFERENCES "public"."lightspeed_locations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transfer_log_fk" FOREIGN KEY ("company_id","transfer_log_id") REFERENCES "public"."transfer_logs"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_snapshot_fk" FOREIGN KEY ("company_id","snapshot_id") REFERENCES "public"."sales_snapshots"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_mapping_version_fk" FOREIGN KEY ("company_id","mapping_version_id") REFERENCES "public"."item_mapping_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_recipe_version_fk" FOREIGN KEY ("company_id","recipe_version_id") REFERENCES "public"."recipe_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD CONSTRAINT "item_mapping_versions_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD CONSTRAINT "item_mapping_versions_ingredient_fk" FOREIGN KEY ("company_id","ingredient_id") REFERENCES "public"."ingredients"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_mapping_versions" ADD CONSTRAINT "item_mapping_versions_recipe_fk" FOREIGN KEY ("company_id","recipe_id") REFERENCES "public"."recipes"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lightspeed_integrations" ADD CONSTRAINT "lightspeed_integrations_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lightspeed_item_locations" ADD CONSTRAINT "lightspeed_item_locations_item_fk" FOREIGN KEY ("company_id","item_id") REFERENCES "public"."lightspeed_items"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lightspeed_item_locations" ADD CONSTRAINT "lightspeed_item_locations_location_fk" FOREIGN KEY ("company_id","location_id") REFERENCES "public"."lightspeed_locations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lightspeed_items" ADD CONSTRAINT "lightspeed_items_integration_fk" FOREIGN KEY ("company_id","integration_id") REFERENCES "public"."lightspeed_integrations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lightspeed_locations" ADD CONSTRAINT "lightspeed_locations_integration_fk" FOREIGN KEY ("company_id","integration_id") REFERENCES "public"."lightspeed_integrations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lightspeed_locations" ADD CONSTRAINT "lightspeed_locations_storage_unit_fk" FOREIGN KEY ("company_id","storage_unit_id") REFERENCES "public"."storage_units"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setup_progress" ADD CONSTRAINT "setup_progress_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waste_reasons" ADD CONSTRAINT "waste_reasons_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_days" ADD CONSTRAINT "migration_days_migration_fk" FOREIGN KEY ("company_id","migration_id") REFERENCES "public"."migrations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_days" ADD CONSTRAINT "migration_days_transfer_log_fk" FOREIGN KEY ("company_id","transfer_log_id") REFERENCES "public"."transfer_logs"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migrations" ADD CONSTRAINT "migrations_location_fk" FOREIGN KEY ("company_id","location_id") REFERENCES "public"."lightspeed_locations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nightly_runs" ADD CONSTRAINT "nightly_runs_location_fk" FOREIGN KEY ("company_id","location_id") REFERENCES "public"."lightspeed_locations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nightly_runs" ADD CONSTRAINT "nightly_runs_transfer_log_fk" FOREIGN KEY ("company_id","transfer_log_id") REFERENCES "public"."transfer_logs"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_lines" ADD CONSTRAINT "sale_lines_snapshot_fk" FOREIGN KEY ("company_id","snapshot_id") REFERENCES "public"."sales_snapshots"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_snapshots" ADD CONSTRAINT "sales_snapshots_location_fk" FOREIGN KEY ("company_id","location_id") REFERENCES "public"."lightspeed_locations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_location_fk" FOREIGN KEY ("company_id","location_id") REFERENCES "public"."lightspeed_locations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_storage_unit_fk" FOREIGN KEY ("company_id","storage_unit_id") REFERENCES "public"."storage_units"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_snapshot_fk" FOREIGN KEY ("company_id","snapshot_id") REFERENCES "public"."sales_snapshots"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_logs" ADD CONSTRAINT "transfer_logs_migration_fk" FOREIGN KEY ("company_id","migration_id") REFERENCES "public"."migrations"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ingredients_name_key" ON "ingredients" USING btree ("company_id",lower("name")) WHERE is_active;--> statement-breakpoint
CREATE INDEX "recipe_lines_ingredient_idx" ON "recipe_lines" USING btree ("company_id","ingredient_id");--> statement-breakpoint
CREATE INDEX "recipe_lines_sub_recipe_idx" ON "recipe_lines" USING btree ("company_id","sub_recipe_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recipes_name_key" ON "recipes" USING btree ("company_id",lower("name")) WHERE is_active;--> statement-breakpoint
CREATE UNIQUE INDEX "storage_units_name_key" ON "storage_units" USING btree ("company_id",lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "ledger_entries_list_idx" ON "ledger_entries" USING btree ("company_id","business_day","seq");--> statement-breakpoint
CREATE INDEX "ledger_entries_ingredient_idx" ON "ledger_entries" USING btree ("company_id","ingredient_id","business_day","seq");--> statement-breakpoint
CREATE INDEX "ledger_entries_unit_idx" ON "ledger_entries" USING btree ("company_id","storage_unit_id","business_day","seq");--> statement-breakpoint
CREATE INDEX "ledger_entries_type_idx" ON "ledger_entries" USING btree ("company_id","type","business_day","seq");--> statement-breakpoint
CREATE INDEX "ledger_entries_transfer_idx" ON "ledger_entries" USING btree ("company_id","transfer_log_id");--> statement-breakpoint
CREATE UNIQUE INDEX "item_mapping_versions_current_key" ON "item_mapping_versions" USING btree ("item_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "item_mapping_versions_item_idx" ON "item_mapping_versions" USING btree ("company_id","item_id");--> statement-breakpoint
CREATE INDEX "item_mapping_versions_ingredient_idx" ON "item_mapping_versions" USING btree ("company_id","ingredient_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "item_mapping_versions_recipe_idx" ON "item_mapping_versions" USING btree ("company_id","recipe_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "lightspeed_item_locations_location_idx" ON "lightspeed_item_locations" USING btree ("company_id","location_id");--> statement-breakpoint
CREATE INDEX "lightspeed_items_list_idx" ON "lightspeed_items" USING btree ("company_id",lower("name"),"id");--> statement-breakpoint
CREATE INDEX "lightspeed_items_sku_idx" ON "lightspeed_items" USING btree ("company_id","business_id","sku");--> statement-breakpoint
CREATE INDEX "lightspeed_locations_company_name_idx" ON "lightspeed_locations" USING btree ("company_id","name");--> statement-breakpoint
CREATE INDEX "lightspeed_locations_storage_unit_idx" ON "lightspeed_locations" USING btree ("company_id","storage_unit_id");--> statement-breakpoint
CREATE INDEX "oauth_states_expires_idx" ON "oauth_states" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "api_keys_company_idx" ON "api_keys" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_events_company_idx" ON "audit_events" USING btree ("company_id","at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_idx" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "memberships_user_idx" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "migrations_active_key" ON "migrations" USING btree ("location_id") WHERE status in ('pending','running');--> statement-breakpoint
CREATE INDEX "migrations_location_idx" ON "migrations" USING btree ("company_id","location_id","created_at");--> statement-breakpoint
CREATE INDEX "migrations_active_idx" ON "migrations" USING btree ("status") WHERE status in ('pending','running');--> statement-breakpoint
CREATE INDEX "nightly_runs_due_idx" ON "nightly_runs" USING btree ("not_before") WHERE status in ('pending','running');--> statement-breakpoint
CREATE INDEX "nightly_runs_company_idx" ON "nightly_runs" USING btree ("company_id","location_id","business_day");--> statement-breakpoint
CREATE INDEX "transfer_logs_location_idx" ON "transfer_logs" USING btree ("company_id","location_id","started_at","id");--> statement-breakpoint
CREATE INDEX "transfer_logs_day_idx" ON "transfer_logs" USING btree ("company_id","location_id","business_day");--> statement-breakpoint
CREATE INDEX "transfer_logs_open_idx" ON "transfer_logs" USING btree ("started_at") WHERE finished_at is null;