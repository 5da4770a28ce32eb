-- The case file, who is assigned to it, and the helpers that row security asks.

SET ROLE durumi_owner;

-- Nothing here says who she is: what is in clear is what SQL must sort, filter and page (docs/data-dictionary.md gives each reason).
CREATE TABLE casework.case_file (
	id             uuid    PRIMARY KEY,              -- made by the application, as every id is
	case_number    text    NOT NULL UNIQUE CHECK (case_number ~ '^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$'),
	code_name      text    NOT NULL UNIQUE CHECK (length(code_name) BETWEEN 3 AND 60),
	owner_id       uuid    NOT NULL REFERENCES access.staff,
	team_id        uuid    NOT NULL REFERENCES access.team,
	org_id         uuid    NOT NULL REFERENCES access.organisation,
	stage          text    NOT NULL CHECK (stage IN ('IDENTIFIED', 'ASSESSED', 'SHELTERED', 'IN_PASSAGE', 'THIRD_COUNTRY',
	                                                 'ARRIVED', 'HANAWON', 'RESETTLED', 'CLOSED',
	                                                 'DETAINED', 'REPATRIATED', 'LOST_CONTACT', 'DECEASED')),
	stage_before   text    CHECK (stage_before IN ('IDENTIFIED', 'ASSESSED', 'SHELTERED', 'IN_PASSAGE', 'THIRD_COUNTRY', 'ARRIVED',
	                                               'HANAWON', 'RESETTLED', 'DETAINED', 'REPATRIATED', 'LOST_CONTACT', 'DECEASED')),
	cycle          integer NOT NULL CHECK (cycle BETWEEN 1 AND 99),
	risk_level     text    CHECK (risk_level IN ('LOW', 'MEDIUM', 'HIGH', 'EXTREME')),
	consent_state  text    NOT NULL DEFAULT 'NONE' CHECK (consent_state IN ('NONE', 'GIVEN', 'BASIS', 'WITHDRAWN')),
	last_contact   date,
	next_due       date,
	version        integer NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
-- each carries the columns the read policy looks at, so a list is answered from the index alone
CREATE INDEX case_file_owner ON casework.case_file (owner_id, next_due) INCLUDE (id, team_id);
CREATE INDEX case_file_team  ON casework.case_file (team_id,  next_due) INCLUDE (id, owner_id);

CREATE TABLE access.assignment (
	case_id  uuid        NOT NULL REFERENCES casework.case_file,
	subject  uuid        NOT NULL REFERENCES access.staff,
	kind     text        NOT NULL CHECK (kind IN ('CASE', 'PASSAGE')),
	until    timestamptz NOT NULL DEFAULT 'infinity',
	PRIMARY KEY (subject, case_id, kind)
);
CREATE INDEX ON access.assignment (case_id);

CREATE TABLE access.break_glass (
	case_id  uuid        NOT NULL REFERENCES casework.case_file,
	subject  uuid        NOT NULL REFERENCES access.staff,
	until    timestamptz NOT NULL,
	PRIMARY KEY (subject, case_id, until)
);


-- ------------------------------------------------------------------------------------------------------------------- helpers
-- What the actor holds. Each runs once per query, as an InitPlan: always write (SELECT access.f()).
-- pg_temp stands last on purpose: with search_path = '' it would be searched FIRST for tables and types, "uuid" among them.

-- the actor, if she is active and a caseworker: a realm role lost is an ownership suspended
CREATE FUNCTION access.caseworker() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.subject FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND 'CASEWORKER' = ANY (s.roles)
$$;

CREATE FUNCTION access.my_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.org_id FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND NOT ('PARTNER' = ANY (s.roles))
$$;

CREATE FUNCTION access.partner_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.org_id FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND 'PARTNER' = ANY (s.roles)
$$;

CREATE FUNCTION access.administered_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.org_id FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND 'ADMIN' = ANY (s.roles)
$$;

-- teams of which the actor is a member in one of these roles
CREATE FUNCTION access.my_teams(as_roles text[] DEFAULT ARRAY['CASEWORKER', 'SUPERVISOR']) RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(s.team_id), '{}') FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND s.team_id IS NOT NULL AND s.roles && as_roles
$$;

CREATE FUNCTION access.supervised_teams() RETURNS uuid[]
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN access.my_teams(ARRAY['SUPERVISOR']);

-- cases held otherwise than by owning them. Ended at the statement, not at the transaction: a long one must not outlive its grant
CREATE FUNCTION access.my_cases(relations text[] DEFAULT ARRAY['ASSIGNED', 'PASSAGE', 'BREAK_GLASS']) RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(held.case_id), '{}')
	FROM access.staff s
	CROSS JOIN LATERAL (
		SELECT a.case_id FROM access.assignment a
		WHERE a.subject = s.subject AND a.until > statement_timestamp()
		  AND (a.kind = 'CASE'    AND 'ASSIGNED' = ANY (relations) AND s.roles && ARRAY['CASEWORKER', 'SUPERVISOR']
		    OR a.kind = 'PASSAGE' AND 'PASSAGE'  = ANY (relations) AND 'COORDINATOR' = ANY (s.roles))
		UNION
		SELECT b.case_id FROM access.break_glass b
		WHERE b.subject = s.subject AND b.until > statement_timestamp()
		  AND 'BREAK_GLASS' = ANY (relations) AND s.roles && ARRAY['CASEWORKER', 'COORDINATOR', 'SUPERVISOR']
	) held
	WHERE s.subject = access.actor() AND s.active
$$;

CREATE FUNCTION access.owned_cases() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(c.id), '{}') FROM casework.case_file c WHERE c.owner_id = access.caseworker()
$$;

-- what the actor may change: her caseload, never a whole team's. A supervisor changes a case only when assigned to it
CREATE FUNCTION access.workable_cases() RETURNS uuid[]
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN access.owned_cases() || access.my_cases();

-- compartments that a relation opens at this level of authentication
CREATE FUNCTION access.opens(relation text) RETURNS text[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(k.compartment), '{}') FROM access.clearance k
	WHERE k.relation = opens.relation AND k.acr <= access.acr()
$$;

-- may the actor break the glass on this case: a case of her own organisation, with a fresh strong factor
CREATE FUNCTION access.may_break_glass(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT access.acr() >= 2 AND EXISTS (
		SELECT FROM access.staff s JOIN casework.case_file c ON c.org_id = s.org_id
		WHERE c.id = wanted AND s.subject = access.actor() AND s.active
		  AND s.roles && ARRAY['CASEWORKER', 'COORDINATOR', 'SUPERVISOR'])
$$;

-- may the actor assign this person to this case: as supervisor of its team, someone else, of the same organisation
CREATE FUNCTION access.may_assign(wanted uuid, person uuid, wanted_kind text) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT person <> access.actor() AND EXISTS (
		SELECT FROM casework.case_file c JOIN access.staff p ON p.org_id = c.org_id
		WHERE c.id = wanted AND c.team_id = ANY (access.supervised_teams())
		  AND p.subject = person AND p.active
		  AND p.roles && CASE wanted_kind WHEN 'PASSAGE' THEN ARRAY['COORDINATOR'] ELSE ARRAY['CASEWORKER', 'SUPERVISOR'] END)
$$;

-- Hands a case to another owner, which an UPDATE cannot do: a row may not be updated out of its own reader's sight.
-- The right: its owner, or the supervisor of its team, never to herself; to another team only with a second person's word that is
-- used in this very transaction. The caller writes the audit event as for any change.
CREATE FUNCTION access.hand_over(wanted uuid, new_owner uuid) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	file    casework.case_file;
	target  access.staff;
BEGIN
	SELECT * INTO file FROM casework.case_file c WHERE c.id = wanted FOR UPDATE;
	SELECT * INTO target FROM access.staff s WHERE s.subject = new_owner AND s.active AND 'CASEWORKER' = ANY (s.roles);
	-- one answer for "no such case", "not yours" and "no such colleague": the difference would be an oracle
	IF (file.owner_id = access.caseworker() OR file.team_id = ANY (access.supervised_teams())) IS NOT TRUE
	   OR (target.org_id = file.org_id AND target.team_id IS NOT NULL) IS NOT TRUE
	   OR new_owner = access.actor() THEN
		RAISE EXCEPTION 'case may not be handed over' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- for whom the word was given is sealed, so that is the application's to compare
	IF target.team_id <> file.team_id AND NOT EXISTS (
		SELECT FROM access.approval_request r
		WHERE r.case_id = wanted AND r.kind = 'HAND_OVER' AND r.state = 'USED' AND r.requested_by = access.actor()
		  AND r.xmin = pg_current_xact_id()::xid) THEN
		RAISE EXCEPTION 'another team takes a second person' USING ERRCODE = 'insufficient_privilege';
	END IF;
	UPDATE casework.case_file c
	   SET owner_id = new_owner, team_id = target.team_id, version = c.version + 1
	 WHERE c.id = wanted;
	UPDATE access.assignment a
	   SET until = statement_timestamp()
	 WHERE a.case_id = wanted AND a.subject = file.owner_id AND a.until > statement_timestamp();
	-- what waits for an answer waits for it where the case now is, above all a countersign that is owed
	IF target.team_id <> file.team_id THEN
		UPDATE access.approval_request r SET team_id = target.team_id WHERE r.case_id = wanted AND r.state = 'PENDING';
	END IF;
END $$;

-- Keeps others from moving, handing over or asking about the case until the transaction ends. A supervisor asks and hands over too,
-- and FOR UPDATE of her own would find no row, since she may not change it. Says nothing: what follows checks the right.
CREATE FUNCTION access.lock_case(wanted uuid) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM casework.case_file c
	  WHERE c.id = wanted
	    AND (c.id = ANY (access.workable_cases()) OR c.team_id = ANY (access.supervised_teams()))
	    FOR NO KEY UPDATE;
END $$;

-- A new case's number and code name must be free among all cases, also those its caseworker does not see. It tells no more than that.
CREATE FUNCTION access.is_free(number text, name text) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT access.caseworker() IS NOT NULL
	   AND NOT EXISTS (SELECT FROM casework.case_file c WHERE c.case_number = number OR c.code_name = name)
$$;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA access TO durumi_app;

-- ------------------------------------------------------------------------------------------------------------------ policies
-- Deny by default: a command without a policy and a grant does not exist.
DO $$
DECLARE
	t regclass;
BEGIN
	FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace IN ('access'::regnamespace, 'casework'::regnamespace) LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
	END LOOP;
END $$;

GRANT SELECT ON access.organisation, access.team TO durumi_app;
CREATE POLICY read ON access.organisation FOR SELECT TO durumi_app USING (
	id = (SELECT access.my_org()) OR id = (SELECT access.partner_org()) OR (kind = 'PARTNER' AND (SELECT access.my_org()) IS NOT NULL));
CREATE POLICY read ON access.team FOR SELECT TO durumi_app USING (org_id = (SELECT access.my_org()));

-- staff: colleagues of one's own organisation, for names stand in timelines and a case goes from team to team; a partner's member
-- sees herself. Who is changed is never who changes
GRANT SELECT, INSERT (subject, team_id, org_id, display_name, roles, active), UPDATE (team_id, display_name, roles, active) ON access.staff TO durumi_app;
CREATE POLICY read ON access.staff FOR SELECT TO durumi_app USING (
	   subject = (SELECT access.actor())
	OR org_id  = (SELECT access.my_org()));
CREATE POLICY add ON access.staff FOR INSERT TO durumi_app WITH CHECK (
	org_id = (SELECT access.administered_org()) AND subject <> (SELECT access.actor()));
CREATE POLICY change ON access.staff FOR UPDATE TO durumi_app USING (
	org_id = (SELECT access.administered_org()) AND subject <> (SELECT access.actor()));

-- the matrix is no secret among those who act; nobody sees nothing
GRANT SELECT ON access.clearance TO durumi_app;
CREATE POLICY read ON access.clearance FOR SELECT TO durumi_app USING ((SELECT access.actor()) IS NOT NULL);

-- assignment: her own, those on a case she owns, those on a case of the team she supervises
GRANT SELECT, INSERT, UPDATE (until) ON access.assignment TO durumi_app;
CREATE POLICY read ON access.assignment FOR SELECT TO durumi_app USING (
	   subject = (SELECT access.actor())
	OR case_id = ANY ((SELECT access.owned_cases())::uuid[])
	OR EXISTS (SELECT FROM casework.case_file c WHERE c.id = case_id AND c.team_id = ANY ((SELECT access.supervised_teams())::uuid[])));
CREATE POLICY add ON access.assignment FOR INSERT TO durumi_app WITH CHECK (access.may_assign(case_id, subject, kind));
-- ending is always possible, also for somebody who has left or lost her role
CREATE POLICY change ON access.assignment FOR UPDATE TO durumi_app
	USING (subject <> (SELECT access.actor())
		AND EXISTS (SELECT FROM casework.case_file c WHERE c.id = case_id AND c.team_id = ANY ((SELECT access.supervised_teams())::uuid[])))
	WITH CHECK (until <= statement_timestamp() OR access.may_assign(case_id, subject, kind));

-- break-glass: for herself, for 30 minutes at most, never prolonged in place
GRANT SELECT, INSERT ON access.break_glass TO durumi_app;
CREATE POLICY read ON access.break_glass FOR SELECT TO durumi_app USING (
	   subject = (SELECT access.actor())
	OR EXISTS (SELECT FROM casework.case_file c WHERE c.id = case_id AND c.team_id = ANY ((SELECT access.supervised_teams())::uuid[])));
CREATE POLICY add ON access.break_glass FOR INSERT TO durumi_app WITH CHECK (
	    subject = (SELECT access.actor())
	AND until <= statement_timestamp() + interval '30 minutes'
	AND access.may_break_glass(case_id));

-- case_file: owner, team and organisation are not among the updatable columns, they move through hand_over() only
GRANT SELECT, INSERT, UPDATE (stage, stage_before, cycle, risk_level, consent_state, last_contact, next_due, version) ON casework.case_file TO durumi_app;
CREATE POLICY read ON casework.case_file FOR SELECT TO durumi_app USING (
	   owner_id = (SELECT access.caseworker())
	OR id       = ANY ((SELECT access.my_cases())::uuid[])
	OR team_id  = ANY ((SELECT access.my_teams())::uuid[]));
CREATE POLICY add ON casework.case_file FOR INSERT TO durumi_app WITH CHECK (
	    owner_id = (SELECT access.caseworker())
	AND team_id  = ANY ((SELECT access.my_teams())::uuid[])
	AND org_id   = (SELECT access.my_org()));
CREATE POLICY change ON casework.case_file FOR UPDATE TO durumi_app USING (
	   owner_id = (SELECT access.caseworker())
	OR id       = ANY ((SELECT access.my_cases())::uuid[]));

RESET ROLE;
