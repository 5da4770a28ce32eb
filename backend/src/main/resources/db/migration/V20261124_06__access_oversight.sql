-- Who can see a case and why, and who has looked at it: told to its owner and to the supervisor of its team.

SET ROLE durumi_owner;

CREATE FUNCTION access.oversees(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM casework.case_file c
		WHERE c.id = wanted AND (c.owner_id = access.caseworker() OR c.team_id = ANY (access.supervised_teams())))
$$;
GRANT EXECUTE ON FUNCTION access.oversees(uuid) TO durumi_app, durumi_audit_owner;

-- everybody who stands to the case in some way, as access.relations_to() would say it to each of them
CREATE FUNCTION access.standing(wanted uuid) RETURNS TABLE (subject uuid, relation text, until timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.subject, r.relation, r.until
	FROM casework.case_file c
	JOIN access.staff s ON s.active
	CROSS JOIN LATERAL (
		SELECT 'OWNER' AS relation, NULL::timestamptz AS until
		WHERE c.owner_id = s.subject AND 'CASEWORKER' = ANY (s.roles)
		UNION ALL
		SELECT CASE a.kind WHEN 'CASE' THEN 'ASSIGNED' ELSE 'PASSAGE' END, nullif(a.until, 'infinity') FROM access.assignment a
		WHERE a.case_id = c.id AND a.subject = s.subject AND a.until > statement_timestamp()
		  AND s.roles && CASE a.kind WHEN 'CASE' THEN ARRAY['CASEWORKER', 'SUPERVISOR'] ELSE ARRAY['COORDINATOR'] END
		UNION ALL
		SELECT 'BREAK_GLASS', b.until FROM access.break_glass b
		WHERE b.case_id = c.id AND b.subject = s.subject AND b.until > statement_timestamp()
		  AND s.roles && ARRAY['CASEWORKER', 'COORDINATOR', 'SUPERVISOR']
		UNION ALL
		SELECT 'SUPERVISOR', NULL WHERE c.team_id = s.team_id AND 'SUPERVISOR' = ANY (s.roles)
		UNION ALL
		SELECT 'TEAM', NULL WHERE c.team_id = s.team_id AND 'CASEWORKER' = ANY (s.roles)) r
	WHERE c.id = wanted AND access.oversees(wanted)
$$;
GRANT EXECUTE ON FUNCTION access.standing(uuid) TO durumi_app;

RESET ROLE;
SET ROLE durumi_audit_owner;

-- the readings of a case and the refusals at it, by person; no detail, which has its own clearance
CREATE FUNCTION audit.looks_at(wanted uuid)
	RETURNS TABLE (actor_id uuid, action text, compartment text, times bigint, last_at timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT e.actor_id, e.action, e.compartment, count(*), max(e.occurred_at)
	FROM audit.event e
	WHERE e.case_id = wanted AND access.oversees(wanted)
	  AND e.action IN ('CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'GLASS_BROKEN', 'DENIED')
	GROUP BY e.actor_id, e.action, e.compartment
$$;
GRANT EXECUTE ON FUNCTION audit.looks_at(uuid) TO durumi_app;

RESET ROLE;
