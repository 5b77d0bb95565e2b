CREATE TABLE "audit_chain" (
	"company_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	"chained_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "audit_chain_company_id_seq_pk" PRIMARY KEY("company_id","seq"),
	CONSTRAINT "audit_chain_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "audit_pending" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "user_agent" text;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "source_salt" uuid;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "source_digest" text;--> statement-breakpoint
ALTER TABLE "audit_chain" ADD CONSTRAINT "audit_chain_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_chain" ADD CONSTRAINT "audit_chain_event_id_audit_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "audit_events" USING btree ("company_id","actor","at");
--> statement-breakpoint
-- From where: a digest of it stays, so that the log can lose addresses after a while without looking tampered with.
CREATE FUNCTION audit_source_digest(salt uuid, address text, agent text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(salt, address, agent)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
CREATE FUNCTION note_audit_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.address IS NULL AND NEW.user_agent IS NULL THEN
    NEW.source_salt := NULL;
    NEW.source_digest := NULL;
  ELSE
    NEW.source_salt := gen_random_uuid();
    NEW.source_digest := audit_source_digest(NEW.source_salt, NEW.address, NEW.user_agent);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_source BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION note_audit_source();
--> statement-breakpoint
-- An event stays as written; only its source may be forgotten, all of it or nothing.
DROP TRIGGER audit_events_append_only ON audit_events;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE DELETE OR UPDATE OF id, company_id, actor, action, subject_type, subject_id, details, at, source_digest
  ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_events_source_forgotten BEFORE UPDATE OF address, user_agent, source_salt ON audit_events FOR EACH ROW
  WHEN (NEW.address IS NOT NULL OR NEW.user_agent IS NOT NULL OR NEW.source_salt IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION audit_hash(e audit_events, seq bigint, previous text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(1, seq, previous, e.id, e.company_id, e.actor, e.action, e.subject_type, e.subject_id,
    e.details, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.source_digest)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Links follow one another under the company's lock (34 and 22 are the ledger's; db/locks.ts), whatever is inserted.
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e audit_events; last audit_chain;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.company_id::text, 36));
  SELECT * INTO STRICT e FROM audit_events WHERE id = NEW.event_id AND company_id = NEW.company_id;
  SELECT * INTO last FROM audit_chain WHERE company_id = NEW.company_id ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(last.seq, 0) + 1;
  NEW.previous := coalesce(last.hash, '');
  NEW.hash := audit_hash(e, NEW.seq, NEW.previous);
  NEW.chained_at := clock_timestamp();
  DELETE FROM audit_pending WHERE event_id = NEW.event_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_chain_link BEFORE INSERT ON audit_chain FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
--> statement-breakpoint
INSERT INTO audit_chain (company_id, event_id, seq, previous, hash) SELECT company_id, id, 0, '', '' FROM audit_events ORDER BY company_id, at, id;
--> statement-breakpoint
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_chain_no_truncate BEFORE TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION await_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_pending (event_id, company_id) VALUES (NEW.id, NEW.company_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_pending AFTER INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION await_audit_chain();
