CREATE TABLE "audit_seals" (
	"position" bigint PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"facts_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_seals_sequence_unique" UNIQUE("sequence")
);
--> statement-breakpoint
CREATE TABLE "staff_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"by_person_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_invitations_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_by_person_id_people_id_fk" FOREIGN KEY ("by_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_person_id_sequence_index" ON "audit" USING btree ("person_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_action_sequence_index" ON "audit" USING btree ("action","sequence");--> statement-breakpoint
CREATE INDEX "audit_at_index" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' AND current_setting('allclear.audit_purge', true) = 'on' THEN
    IF old.at < now() - interval '29 days' THEN RETURN old; END IF;
  END IF;
  IF tg_op = 'UPDATE' AND tg_table_name = 'audit' AND current_setting('allclear.audit_erasure', true) = 'on' THEN
    IF new.facts IS NULL AND new.erased_at IS NOT NULL
      AND to_jsonb(new) - 'facts' - 'erased_at' = to_jsonb(old) - 'facts' - 'erased_at' THEN RETURN new; END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is only added to: % on % is refused', lower(tg_op), tg_table_name;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION audit_stays();--> statement-breakpoint
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();--> statement-breakpoint
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON "audit_seals" FOR EACH ROW EXECUTE FUNCTION audit_stays();--> statement-breakpoint
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON "audit_seals" FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();--> statement-breakpoint
CREATE FUNCTION purge_audit(before timestamptz) RETURNS TABLE(last bigint, last_hash text, removed bigint) LANGUAGE plpgsql AS $$
DECLARE stays bigint;
BEGIN
  SELECT least(min(s.position) FILTER (WHERE a.at IS NULL OR a.at >= before), max(s.position)) INTO stays
    FROM audit_seals s LEFT JOIN audit a ON a.sequence = s.sequence;
  SELECT s.position, s.hash INTO last, last_hash FROM audit_seals s WHERE s.position = stays - 1;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM set_config('allclear.audit_purge', 'on', true);
  DELETE FROM audit a USING audit_seals s WHERE s.sequence = a.sequence AND s.position < stays;
  GET DIAGNOSTICS removed = ROW_COUNT;
  DELETE FROM audit_seals s WHERE s.position < stays;
  PERFORM set_config('allclear.audit_purge', '', true);
  RETURN NEXT;
END $$;--> statement-breakpoint
CREATE FUNCTION erase_audit(of_subject text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('allclear.audit_erasure', 'on', true);
  UPDATE audit SET facts = NULL, erased_at = now() WHERE subject = of_subject AND facts IS NOT NULL;
  PERFORM set_config('allclear.audit_erasure', '', true);
END $$;
