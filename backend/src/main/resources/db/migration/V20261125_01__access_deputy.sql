-- Absence: a colleague of the same team stands in for a caseworker for a stated time, and then to all the cases that are hers in that
-- moment. Nothing is copied: who deputises is asked at each statement, so it is over when its time is, when either of the two is
-- shut out, loses the role or leaves the team, and for a case that is handed over. A deputy of a deputy gets nothing, since only what
-- the absent one owns is deputised.

SET ROLE durumi_owner;

CREATE TABLE access.deputy (
	id           uuid        PRIMARY KEY,
	subject      uuid        NOT NULL REFERENCES access.staff,   -- who is away
	deputy       uuid        NOT NULL REFERENCES access.staff,
	begins_at    timestamptz NOT NULL,
	until        timestamptz NOT NULL,                           -- before it begins: called off
	arranged_by  uuid        NOT NULL REFERENCES access.staff,
	CHECK (deputy <> subject AND deputy <> arranged_by),
	-- ninety days, and the hour by which some of them are longer
	CHECK (until <= begins_at + interval '90 days 1 hour')
);
CREATE INDEX ON access.deputy (deputy, until);
CREATE INDEX ON access.deputy (subject, until);

-- for whom this person deputises in this moment
CREATE FUNCTION access.deputising(person uuid) RETURNS TABLE (subject uuid, until timestamptz)
	LANGUAGE sql STABLE
	BEGIN ATOMIC
		SELECT d.subject, d.until
		FROM access.deputy d
		JOIN access.staff a ON a.subject = d.subject
		JOIN access.staff p ON p.subject = d.deputy
		WHERE d.deputy = person
		  AND d.begins_at <= statement_timestamp() AND d.until > statement_timestamp()
		  AND a.active AND 'CASEWORKER' = ANY (a.roles)
		  AND p.active AND 'CASEWORKER' = ANY (p.roles)
		  AND a.team_id = p.team_id;
	END;

-- may the actor have this person stand in for that one: as herself or as supervisor of the team, never with herself as deputy
CREATE FUNCTION access.may_arrange_deputy(absent uuid, person uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT person <> access.actor() AND person <> absent AND EXISTS (
		SELECT FROM access.staff a JOIN access.staff p ON p.team_id = a.team_id
		WHERE a.subject = absent AND a.active AND 'CASEWORKER' = ANY (a.roles)
		  AND p.subject = person AND p.active AND 'CASEWORKER' = ANY (p.roles)
		  AND (a.subject = access.caseworker() OR a.team_id = ANY (access.supervised_teams())))
$$;

-- members of the teams that the actor supervises, whatever has become of them
CREATE FUNCTION access.supervised_staff() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(s.subject), '{}') FROM access.staff s WHERE s.team_id = ANY (access.supervised_teams())
$$;
GRANT EXECUTE ON FUNCTION access.deputising(uuid), access.may_arrange_deputy(uuid, uuid), access.supervised_staff() TO durumi_app;

GRANT SELECT, INSERT, UPDATE (until) ON access.deputy TO durumi_app;
ALTER TABLE access.deputy ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON access.deputy FOR SELECT TO durumi_app USING (
	   subject = (SELECT access.actor())
	OR deputy  = (SELECT access.actor())
	OR subject = ANY ((SELECT access.supervised_staff())::uuid[]));
CREATE POLICY arrange ON access.deputy FOR INSERT TO durumi_app WITH CHECK (
	    arranged_by = (SELECT access.actor())
	AND begins_at >= statement_timestamp() AND until > begins_at
	AND access.may_arrange_deputy(subject, deputy));
-- ended at once and never prolonged; by her who is away or by her supervisor, also when somebody has left meanwhile
CREATE POLICY finish ON access.deputy FOR UPDATE TO durumi_app
	USING (until > statement_timestamp()
		AND (subject = (SELECT access.caseworker()) OR subject = ANY ((SELECT access.supervised_staff())::uuid[])))
	WITH CHECK (until <= statement_timestamp());
CALL casework.put_under_audit('access.deputy', 'subject');

-- --------------------------------------------------------------------------------------- the relation, wherever relations are named
ALTER TABLE access.clearance DROP CONSTRAINT clearance_relation_check, ADD CONSTRAINT clearance_relation_check
	CHECK (relation IN ('OWNER', 'ASSIGNED', 'DEPUTY', 'PASSAGE', 'TEAM', 'SUPERVISOR', 'BREAK_GLASS'));
INSERT INTO access.clearance (relation, compartment, acr)
	SELECT 'DEPUTY', k.compartment, k.acr FROM access.clearance k WHERE k.relation = 'OWNER';

-- cases held otherwise than by owning them. Ended at the statement, not at the transaction: a long one must not outlive its grant
CREATE OR REPLACE FUNCTION access.my_cases(relations text[] DEFAULT ARRAY['ASSIGNED', 'DEPUTY', 'PASSAGE', 'BREAK_GLASS']) RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(held.case_id), '{}')
	FROM access.staff s
	CROSS JOIN LATERAL (
		SELECT a.case_id FROM access.assignment a
		WHERE a.subject = s.subject AND a.until > statement_timestamp()
		  AND (a.kind = 'CASE'    AND 'ASSIGNED' = ANY (relations) AND s.roles && ARRAY['CASEWORKER', 'SUPERVISOR']
		    OR a.kind = 'PASSAGE' AND 'PASSAGE'  = ANY (relations) AND 'COORDINATOR' = ANY (s.roles))
		UNION
		SELECT c.id FROM access.deputising(s.subject) d JOIN casework.case_file c ON c.owner_id = d.subject
		WHERE 'DEPUTY' = ANY (relations)
		UNION
		SELECT b.case_id FROM access.break_glass b
		WHERE b.subject = s.subject AND b.until > statement_timestamp()
		  AND 'BREAK_GLASS' = ANY (relations) AND s.roles && ARRAY['CASEWORKER', 'COORDINATOR', 'SUPERVISOR']
	) held
	WHERE s.subject = access.actor() AND s.active
$$;

CREATE OR REPLACE FUNCTION access.workable_cases() RETURNS uuid[]
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN access.owned_cases() || access.my_cases(ARRAY['ASSIGNED', 'DEPUTY', 'PASSAGE']);

ALTER POLICY change ON casework.case_file USING (
	   owner_id = (SELECT access.caseworker())
	OR id       = ANY ((SELECT access.my_cases(ARRAY['ASSIGNED', 'DEPUTY', 'PASSAGE']))::uuid[]));

ALTER POLICY read ON casework.case_key USING (EXISTS (
	SELECT FROM casework.case_file c WHERE c.id = case_key.case_id AND (
		   c.owner_id = (SELECT access.caseworker())                                     AND compartment = ANY ((SELECT access.opens('OWNER'))::text[])
		OR c.id = ANY ((SELECT access.my_cases(ARRAY['ASSIGNED']))::uuid[])      AND compartment = ANY ((SELECT access.opens('ASSIGNED'))::text[])
		OR c.id = ANY ((SELECT access.my_cases(ARRAY['DEPUTY']))::uuid[])        AND compartment = ANY ((SELECT access.opens('DEPUTY'))::text[])
		OR c.id = ANY ((SELECT access.my_cases(ARRAY['PASSAGE']))::uuid[])       AND compartment = ANY ((SELECT access.opens('PASSAGE'))::text[])
		OR c.id = ANY ((SELECT access.my_cases(ARRAY['BREAK_GLASS']))::uuid[])   AND compartment = ANY ((SELECT access.opens('BREAK_GLASS'))::text[])
		OR c.team_id = ANY ((SELECT access.supervised_teams())::uuid[])          AND compartment = ANY ((SELECT access.opens('SUPERVISOR'))::text[])
		OR c.team_id = ANY ((SELECT access.my_teams(ARRAY['CASEWORKER']))::uuid[]) AND compartment = ANY ((SELECT access.opens('TEAM'))::text[]))));

CREATE OR REPLACE FUNCTION access.relations_to(wanted uuid) RETURNS text[]
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT array_remove(ARRAY[
		CASE WHEN c.owner_id = access.caseworker()                           THEN 'OWNER' END,
		CASE WHEN c.id = ANY (access.my_cases(ARRAY['ASSIGNED']))            THEN 'ASSIGNED' END,
		CASE WHEN c.id = ANY (access.my_cases(ARRAY['DEPUTY']))              THEN 'DEPUTY' END,
		CASE WHEN c.id = ANY (access.my_cases(ARRAY['PASSAGE']))             THEN 'PASSAGE' END,
		CASE WHEN c.id = ANY (access.my_cases(ARRAY['BREAK_GLASS']))         THEN 'BREAK_GLASS' END,
		CASE WHEN c.team_id = ANY (access.supervised_teams())                THEN 'SUPERVISOR' END,
		CASE WHEN c.team_id = ANY (access.my_teams(ARRAY['CASEWORKER']))     THEN 'TEAM' END], NULL)
	FROM casework.case_file c WHERE c.id = wanted
$$;

CREATE OR REPLACE FUNCTION access.standing(wanted uuid) RETURNS TABLE (subject uuid, relation text, until timestamptz)
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
		SELECT 'DEPUTY', d.until FROM access.deputising(s.subject) d WHERE d.subject = c.owner_id
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

RESET ROLE;
