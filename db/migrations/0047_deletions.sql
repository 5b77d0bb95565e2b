CREATE TABLE "deletions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"due_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"begun_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"rows" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "deletions_kind_check" CHECK (kind in ('company','person')),
	CONSTRAINT "deletions_begun_check" CHECK (begun_at >= due_at),
	CONSTRAINT "deletions_withdrawn_check" CHECK (withdrawn_at is null or begun_at is null),
	CONSTRAINT "deletions_ended_check" CHECK (ended_at is null or begun_at is not null)
);
--> statement-breakpoint
ALTER TABLE "oauth_states" DROP CONSTRAINT "oauth_states_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "invitations" DROP CONSTRAINT "invitations_invited_by_users_id_fk";
--> statement-breakpoint
ALTER TABLE "invitations" DROP CONSTRAINT "invitations_accepted_by_users_id_fk";
--> statement-breakpoint
ALTER TABLE "known_devices" DROP CONSTRAINT "known_devices_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "account_links" DROP CONSTRAINT "account_links_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_created_by_users_id_fk";
--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "passkeys" DROP CONSTRAINT "passkeys_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "recovery_codes" DROP CONSTRAINT "recovery_codes_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "totp_secrets" DROP CONSTRAINT "totp_secrets_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_user_id_users_id_fk";
--> statement-breakpoint
CREATE UNIQUE INDEX "deletions_open_key" ON "deletions" USING btree ("subject_id") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "deletions_due_idx" ON "deletions" USING btree ("due_at") WHERE withdrawn_at is null and ended_at is null;--> statement-breakpoint
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- When it is due follows from when it was asked for, and that from the clock: nobody deletes a company today.
CREATE FUNCTION note_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.asked_at := clock_timestamp();
  NEW.due_at := NEW.asked_at + CASE NEW.kind WHEN 'company' THEN interval '7 days' ELSE interval '0' END;
  NEW.begun_at := NULL;
  NEW.ended_at := NULL;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deletions_noted BEFORE INSERT ON deletions FOR EACH ROW EXECUTE FUNCTION note_deletion();
--> statement-breakpoint
CREATE FUNCTION is_being_deleted(of uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM deletions d WHERE d.subject_id = of AND d.kind = 'company' AND d.withdrawn_at IS NULL
    AND d.begun_at IS NOT NULL AND d.ended_at IS NULL AND d.due_at <= clock_timestamp())
$$;
--> statement-breakpoint
-- What is append-only goes with its company and never otherwise; a row without a company never.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' AND is_being_deleted((to_jsonb(OLD) ->> 'company_id')::uuid) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER deletions_append_only BEFORE DELETE OR UPDATE OF id, kind, subject_id, asked_at, due_at ON deletions FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER deletions_ended_stays BEFORE UPDATE ON deletions FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER deletions_no_truncate BEFORE TRUNCATE ON deletions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The same for what the ledger's trigger derives.
CREATE OR REPLACE FUNCTION refuse_unless_from_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    IF pg_trigger_depth() >= 2 OR is_being_deleted(OLD.company_id) THEN RETURN OLD; END IF;
  ELSIF pg_trigger_depth() >= 2 THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% follows ledger_entries: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['stock_levels', 'receipt_days', 'receipt_totals', 'ledger_days'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE INSERT OR UPDATE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_from_ledger()', name || '_derived', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_unless_from_ledger()', name || '_derived_rows', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Deletes up to so many rows of a company whose deletion has begun, whatever table they are in; 0: none is left. With its owner's
-- rights, because the app has none to delete what was booked. Tables follow from the catalogue: those that refer to others come first.
CREATE FUNCTION delete_company_rows(of uuid, at_most integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  remaining oid[];
  next oid;
  newest text;
  gone bigint;
  total bigint := 0;
BEGIN
  IF NOT is_being_deleted(of) THEN
    RAISE EXCEPTION 'company % is not to be deleted', of USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(of::text, 38));
  SELECT array_agg(a.attrelid ORDER BY c.relname) INTO remaining FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE a.attname = 'company_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace;
  WHILE cardinality(remaining) > 0 LOOP
    next := NULL;
    SELECT r INTO next FROM unnest(remaining) r WHERE NOT EXISTS (
      SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = r AND k.conrelid <> r AND k.conrelid = ANY (remaining)) LIMIT 1;
    IF next IS NULL THEN
      RAISE EXCEPTION 'tables refer to each other in a circle: %', remaining::regclass[];
    END IF;
    -- Rows that refer to rows of their own table are younger than these.
    SELECT CASE WHEN count(*) = 0 THEN '' WHEN bool_or(a.attname = 'seq') THEN 'ORDER BY seq DESC' ELSE 'ORDER BY id DESC' END INTO newest
    FROM pg_constraint k LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'seq'
    WHERE k.contype = 'f' AND k.conrelid = next AND k.confrelid = next;
    EXECUTE format('DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE company_id = $1 %2$s LIMIT $2))', next::regclass, newest)
      USING of, at_most - total;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
    IF total >= at_most THEN
      RETURN total;
    END IF;
    remaining := array_remove(remaining, next);
  END LOOP;
  RETURN total;
END $$;
