-- What a person typed and has not saved yet, so that a session that ends takes nothing along. Hers alone, sealed, for seven days.

SET ROLE durumi_owner;

CREATE TABLE casework.draft (
	id               uuid        PRIMARY KEY,
	subject          uuid        NOT NULL REFERENCES access.staff,
	form             text        NOT NULL CHECK (form ~ '^[A-Za-z][A-Za-z._]{1,60}$'),
	record_id        uuid,                               -- the record that is being changed, if one is
	case_id          uuid        REFERENCES casework.case_file,
	compartment      text        CHECK (compartment IN ('CORE', 'IDENTITY', 'HARM', 'HEALTH', 'ROUTE', 'HELPERS', 'RELATIVES_AT_HOME')),
	content          bytea       NOT NULL,
	-- where there is no case yet: a key that seals this row alone and goes with it
	row_key          bytea,
	wrapping_key_id  text,
	kept_at          timestamptz NOT NULL DEFAULT statement_timestamp(),
	UNIQUE NULLS NOT DISTINCT (subject, form, case_id, record_id),
	CHECK ((case_id IS NULL) = (compartment IS NULL)),
	CHECK ((case_id IS NULL) = (row_key IS NOT NULL)),
	CHECK ((row_key IS NULL) = (wrapping_key_id IS NULL))
);
CREATE INDEX ON casework.draft (kept_at);
CREATE INDEX ON casework.draft (case_id);
ALTER TABLE casework.draft ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT (id, subject, form, record_id, case_id, compartment, content, row_key, wrapping_key_id),
	UPDATE (content, row_key, wrapping_key_id, kept_at) ON casework.draft TO durumi_app;
-- her own, and of a case only as long as she holds the key that it is sealed with
CREATE POLICY read ON casework.draft FOR SELECT TO durumi_app USING (
	subject = (SELECT access.actor()) AND (case_id IS NULL OR EXISTS (
		SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
		WHERE k.case_id = draft.case_id AND k.compartment = draft.compartment)));
CREATE POLICY add ON casework.draft FOR INSERT TO durumi_app WITH CHECK (
	subject = (SELECT access.actor()) AND (
		case_id IS NULL AND (SELECT access.caseworker()) IS NOT NULL
		OR case_id = ANY ((SELECT access.workable_cases())::uuid[]) AND EXISTS (
			SELECT FROM casework.case_key k WHERE k.case_id = draft.case_id AND k.compartment = draft.compartment)));
CREATE POLICY change ON casework.draft FOR UPDATE TO durumi_app USING (
	subject = (SELECT access.actor()) AND (case_id IS NULL OR case_id = ANY ((SELECT access.workable_cases())::uuid[])));

-- A draft is no change of a case: that it was begun is an event, that it grew by a few words or was done with is none. Opening it is one.
CREATE CONSTRAINT TRIGGER audited AFTER INSERT ON casework.draft
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.require_event('id');
ALTER TABLE casework.draft ENABLE ALWAYS TRIGGER audited;

-- The application deletes nothing by itself; a draft is the exception: her own, also of a case that is no longer hers.
CREATE FUNCTION casework.forget_draft(wanted_form text, wanted_case uuid, wanted_record uuid) RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM casework.draft d
	WHERE d.subject = access.actor() AND d.form = wanted_form
	  AND d.case_id IS NOT DISTINCT FROM wanted_case AND d.record_id IS NOT DISTINCT FROM wanted_record
$$;
CREATE FUNCTION casework.forget_old_drafts() RETURNS integer
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH old AS (
		DELETE FROM casework.draft d
		WHERE d.kept_at < statement_timestamp() - interval '7 days' AND access.is_system('SESSION_KEEPER') RETURNING d.id)
	SELECT count(*)::integer FROM old
$$;
GRANT EXECUTE ON FUNCTION casework.forget_draft(text, uuid, uuid), casework.forget_old_drafts() TO durumi_app;

RESET ROLE;
