-- The sessions of people in browsers, so that one is over on every node when it is over on one.

SET ROLE durumi_owner;

CREATE OR REPLACE FUNCTION access.system_actor(name text) RETURNS uuid
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE name
		WHEN 'ANONYMOUS'      THEN '00000000-0000-8000-8000-000000000001'::uuid
		WHEN 'MIGRATION'      THEN '00000000-0000-8000-8000-000000000002'::uuid
		WHEN 'SEQUENCER'      THEN '00000000-0000-8000-8000-000000000003'::uuid
		WHEN 'SILENCE_WATCH'  THEN '00000000-0000-8000-8000-000000000004'::uuid
		WHEN 'KEY_REWRAP'     THEN '00000000-0000-8000-8000-000000000005'::uuid
		WHEN 'ERASURE'        THEN '00000000-0000-8000-8000-000000000006'::uuid
		WHEN 'SESSION_KEEPER' THEN '00000000-0000-8000-8000-000000000008'::uuid -- ends sessions on Keycloak's word, and what no node holds any more
	END;

-- One row a session, known by the log's name for it. Nothing here opens a session or says where a person is: no id or hash of the
-- cookie, no address, no browser.
CREATE TABLE access.web_session (
	session_ref  bytea       PRIMARY KEY CHECK (octet_length(session_ref) = 16),
	subject      uuid        NOT NULL REFERENCES access.staff,
	sign_on      bytea       NOT NULL CHECK (octet_length(sign_on) = 32), -- hash of Keycloak's issuer and session
	opened_at    timestamptz NOT NULL DEFAULT statement_timestamp(),
	last_act_at  timestamptz NOT NULL DEFAULT statement_timestamp(),      -- to the minute
	ended_at     timestamptz,
	ended_by     text        CHECK (ended_by IN ('ITSELF', 'HERSELF', 'KEYCLOAK', 'SHUT_OUT', 'SILENCE')),
	CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX ON access.web_session (subject) WHERE ended_at IS NULL;
CREATE INDEX ON access.web_session (sign_on) WHERE ended_at IS NULL;
ALTER TABLE access.web_session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT (session_ref, subject, sign_on), UPDATE (sign_on, last_act_at, ended_by) ON access.web_session TO durumi_app;
CREATE POLICY read ON access.web_session FOR SELECT TO durumi_app USING (
	subject = (SELECT access.actor()) OR (SELECT access.is_system('SESSION_KEEPER')));
CREATE POLICY add ON access.web_session FOR INSERT TO durumi_app WITH CHECK (subject = (SELECT access.actor()));
CREATE POLICY change ON access.web_session FOR UPDATE TO durumi_app USING (
	subject = (SELECT access.actor()) OR (SELECT access.is_system('SESSION_KEEPER')));

-- an end is for good, and when it came is the database's word
CREATE FUNCTION access.session_stays_ended() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF OLD.ended_at IS NOT NULL THEN
		RAISE EXCEPTION 'an ended session stays ended' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.ended_by IS NOT NULL THEN
		NEW.ended_at := statement_timestamp();
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER session_stays_ended BEFORE UPDATE ON access.web_session
	FOR EACH ROW EXECUTE FUNCTION access.session_stays_ended();
ALTER TABLE access.web_session ENABLE ALWAYS TRIGGER session_stays_ended;

-- Whoever begins or ends a session says so in the log. Two things take no event of their own: when she last acted, and ITSELF, which
-- only follows what SESSION_ENDED has told; the log is written first, for it must not wait for this row.
CREATE CONSTRAINT TRIGGER audited AFTER INSERT ON access.web_session
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.require_event('subject');
CREATE CONSTRAINT TRIGGER audited_change AFTER UPDATE ON access.web_session
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (OLD.subject <> NEW.subject OR OLD.sign_on <> NEW.sign_on OR NEW.ended_by IN ('HERSELF', 'KEYCLOAK', 'SHUT_OUT', 'SILENCE'))
	EXECUTE FUNCTION audit.require_event('subject');
ALTER TABLE access.web_session ENABLE ALWAYS TRIGGER audited, ENABLE ALWAYS TRIGGER audited_change;

-- Whoever is shut out, or is something else than she was when she signed in, is out everywhere, whether Keycloak answers or not.
CREATE FUNCTION access.end_sessions_of_changed_staff() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE access.web_session s SET ended_by = 'SHUT_OUT' WHERE s.subject = NEW.subject AND s.ended_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER end_sessions AFTER UPDATE ON access.staff FOR EACH ROW
	WHEN (OLD.active AND NOT NEW.active OR OLD.roles <> NEW.roles OR OLD.org_id <> NEW.org_id OR OLD.team_id IS DISTINCT FROM NEW.team_id)
	EXECUTE FUNCTION access.end_sessions_of_changed_staff();

-- What has long ended is in the log for ever and is not kept here.
CREATE FUNCTION access.forget_ended_sessions() RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM access.web_session s
	WHERE s.ended_at < statement_timestamp() - interval '7 days' AND access.is_system('SESSION_KEEPER')
$$;
GRANT EXECUTE ON FUNCTION access.forget_ended_sessions() TO durumi_app;

RESET ROLE;
