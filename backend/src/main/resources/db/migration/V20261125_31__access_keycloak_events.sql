-- What Keycloak tells of sign-ins and accounts comes into the log, each event once; and whom it should alarm is told.

SET ROLE durumi_owner;

CREATE OR REPLACE FUNCTION access.system_actor(name text) RETURNS uuid
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE name
		WHEN 'ANONYMOUS'      THEN '00000000-0000-8000-8000-000000000001'::uuid -- failed logins
		WHEN 'MIGRATION'      THEN '00000000-0000-8000-8000-000000000002'::uuid -- data changes made by durumi_owner
		WHEN 'SEQUENCER'      THEN '00000000-0000-8000-8000-000000000003'::uuid -- heartbeats
		WHEN 'SILENCE_WATCH'  THEN '00000000-0000-8000-8000-000000000004'::uuid -- reads overdue cases, no key
		WHEN 'KEY_REWRAP'     THEN '00000000-0000-8000-8000-000000000005'::uuid -- reads and re-wraps every key, no case
		WHEN 'ERASURE'        THEN '00000000-0000-8000-8000-000000000006'::uuid -- deletes the keys of a case
		WHEN 'KEYCLOAK_WATCH' THEN '00000000-0000-8000-8000-000000000007'::uuid -- brings Keycloak's events into the log
		WHEN 'SESSION_KEEPER' THEN '00000000-0000-8000-8000-000000000008'::uuid -- ends sessions on Keycloak's word, and what no node holds any more
	END;

-- Which of Keycloak's events the log has; the newest is the cursor, the others tell an event that is seen again. A row is made with
-- the entry about its subject or not at all, and kept as long as the log.
CREATE TABLE access.keycloak_event (
	id       uuid        PRIMARY KEY,                -- Keycloak's own
	feed     text        NOT NULL CHECK (feed IN ('USER', 'ADMIN')),
	at       timestamptz NOT NULL,                   -- by Keycloak's clock
	subject  uuid        NOT NULL                    -- the entry's
);
CREATE INDEX ON access.keycloak_event (feed, at);
GRANT SELECT, INSERT ON access.keycloak_event TO durumi_app;
ALTER TABLE access.keycloak_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY watch ON access.keycloak_event TO durumi_app
	USING ((SELECT access.is_system('KEYCLOAK_WATCH'))) WITH CHECK ((SELECT access.is_system('KEYCLOAK_WATCH')));
CALL casework.put_under_audit('access.keycloak_event', 'subject');

-- one node at a time, to the end of the transaction; another number than the sequencer's
CREATE FUNCTION access.my_turn_to_watch() RETURNS boolean
	LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
	SELECT access.is_system('KEYCLOAK_WATCH') AND pg_try_advisory_xact_lock(1146442317, 2)
$$;
GRANT EXECUTE ON FUNCTION access.my_turn_to_watch() TO durumi_app;

-- what Keycloak tells of nobody known is nobody's team's: every supervisor answers for it, as for a refused stranger
CREATE OR REPLACE FUNCTION access.desk_orgs() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(o.id), '{}')
	FROM access.staff me CROSS JOIN LATERAL (
		SELECT g.id FROM access.organisation g
		WHERE g.id = me.org_id OR NOT EXISTS (
			SELECT FROM access.staff s WHERE s.org_id = g.id AND s.active AND 'SUPERVISOR' = ANY (s.roles))
		UNION ALL SELECT access.system_actor('ANONYMOUS')
		UNION ALL SELECT access.system_actor('KEYCLOAK_WATCH')) o
	WHERE me.subject = access.actor() AND me.active AND 'SUPERVISOR' = ANY (me.roles)
$$;

GRANT SELECT ON review.sign_off TO durumi_audit_owner;
GRANT USAGE ON SCHEMA review TO durumi_audit_owner;
RESET ROLE;

SET ROLE durumi_audit_owner;

-- what every page of a supervisor's or administrator's asks for every few seconds
CREATE INDEX event_alert ON audit.event (event_id)
	WHERE action IN ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED');

-- The alerts that nobody has reviewed, for the administrator: about the people she administers and about nobody known. She reads no
-- other entry of the log, and reviews none.
CREATE FUNCTION audit.alerts() RETURNS TABLE (event_id uuid, occurred_at timestamptz, action text, subject uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT e.event_id, e.occurred_at, e.action, s.subject
	FROM audit.event e
	LEFT JOIN access.staff s ON s.subject = e.subject_id AND e.subject_type = 'STAFF'
	WHERE e.action IN ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED')
	  AND access.administered_org() IS NOT NULL
	  AND (s.subject IS NULL OR s.org_id = access.administered_org() OR 'PARTNER' = ANY (s.roles))
	  AND NOT EXISTS (SELECT FROM review.sign_off r WHERE r.event_id = e.event_id)
	ORDER BY e.event_id DESC
$$;
GRANT EXECUTE ON FUNCTION audit.alerts() TO durumi_app;

RESET ROLE;
