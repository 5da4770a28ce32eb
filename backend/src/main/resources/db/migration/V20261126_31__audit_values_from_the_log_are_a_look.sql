-- Whoever opens from the log what stood in a case before and after a change has looked at the case: owner and supervisor are told.
-- And a server that starts, like a job that forgets drafts, is on somebody's desk.

SET ROLE durumi_owner;

-- As before (V20261125_31), and: what servers and the keeper of sessions and drafts did about nobody in particular.
CREATE OR REPLACE FUNCTION access.desk_orgs() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(o.id), '{}')
	FROM access.staff me CROSS JOIN LATERAL (
		SELECT g.id FROM access.organisation g
		WHERE g.id = me.org_id OR NOT EXISTS (
			SELECT FROM access.staff s WHERE s.org_id = g.id AND s.active AND 'SUPERVISOR' = ANY (s.roles))
		UNION ALL SELECT access.system_actor('ANONYMOUS')
		UNION ALL SELECT access.system_actor('KEYCLOAK_WATCH')
		UNION ALL SELECT access.system_actor('SESSION_KEEPER')
		UNION ALL SELECT access.system_actor('SERVER')) o
	WHERE me.subject = access.actor() AND me.active AND 'SUPERVISOR' = ANY (me.roles)
$$;

RESET ROLE;
SET ROLE durumi_audit_owner;

-- As before (V20261125_75), and: what was opened from the log.
CREATE OR REPLACE FUNCTION audit.looks_at(wanted uuid)
	RETURNS TABLE (actor_id uuid, action text, compartment text, times bigint, last_at timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT e.actor_id, e.action, e.compartment, count(*), max(e.occurred_at)
	FROM audit.event e
	WHERE e.case_id = wanted AND access.oversees(wanted)
	  AND e.action IN ('CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'GLASS_BROKEN', 'EXPORTED', 'AUDIT_ENTRY_OPENED', 'DENIED')
	GROUP BY e.actor_id, e.action, e.compartment
$$;

RESET ROLE;
