-- The two-person rule beyond a case: whom to let in and as what. Also who else gets a part in a case, and lists of names that leave.
--
-- Another kind is a name in the CHECK, and a line where it is asked and where it is decided.

SET ROLE durumi_owner;

ALTER TABLE access.approval_request
	ALTER COLUMN case_id DROP NOT NULL,
	ALTER COLUMN team_id DROP NOT NULL,
	ADD COLUMN org_id      uuid REFERENCES access.organisation,      -- who answers, where no team does
	-- the person it is about: for a newcomer only once she is let in, in the transaction that adds her
	ADD COLUMN subject_id  uuid REFERENCES access.staff DEFERRABLE INITIALLY DEFERRED,
	ADD COLUMN roles       text[],                                    -- which she is to have, and no others
	DROP CONSTRAINT approval_request_kind_check,
	ADD CONSTRAINT approval_request_kind_check CHECK (kind IN ('PASSAGE', 'EMERGENCY_PASSAGE', 'DEATH', 'CLOSURE', 'LATE_UNDO',
		'HAND_OVER', 'ASSIGNMENT', 'ADMISSION', 'ROLE_CHANGE', 'EXPORT')),
	ADD CONSTRAINT approval_request_about CHECK (CASE kind
		WHEN 'ADMISSION'   THEN num_nonnulls(case_id, team_id) = 0 AND num_nulls(org_id, roles) = 0 AND (subject_id IS NOT NULL OR state <> 'USED')
		WHEN 'ROLE_CHANGE' THEN num_nonnulls(case_id, team_id) = 0 AND num_nulls(org_id, subject_id, roles) = 0
		WHEN 'EXPORT'      THEN num_nonnulls(case_id, org_id, subject_id, roles) = 0 AND team_id IS NOT NULL
		WHEN 'ASSIGNMENT'  THEN num_nonnulls(org_id, roles) = 0 AND num_nulls(case_id, team_id, subject_id) = 0
		ELSE num_nonnulls(org_id, subject_id, roles) = 0 AND num_nulls(case_id, team_id) = 0 END);
CREATE INDEX ON access.approval_request (org_id, requested_at) WHERE state = 'PENDING';

-- the organisation for whose people the actor may give a second word
CREATE FUNCTION access.answered_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.org_id FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND s.roles && ARRAY['ADMIN', 'SUPERVISOR']
$$;

-- may the actor decide it: never what she asked herself, nor what is about her
CREATE FUNCTION access.may_decide(r access.approval_request) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT r.requested_by <> access.actor() AND r.subject_id IS DISTINCT FROM access.actor() AND CASE r.kind
		-- owner and supervisor are each other's second person where either would give the case away
		WHEN 'HAND_OVER'   THEN r.team_id = ANY (access.supervised_teams()) OR r.case_id = ANY (access.owned_cases())
		WHEN 'ASSIGNMENT'  THEN r.team_id = ANY (access.supervised_teams()) OR r.case_id = ANY (access.owned_cases())
		WHEN 'ADMISSION'   THEN r.org_id = access.answered_org()
		WHEN 'ROLE_CHANGE' THEN r.org_id = access.answered_org()
		ELSE r.team_id = ANY (access.supervised_teams()) END
$$;
GRANT EXECUTE ON FUNCTION access.answered_org(), access.may_decide(access.approval_request) TO durumi_app;

ALTER POLICY ask ON access.approval_request WITH CHECK (
	    requested_by = (SELECT access.actor()) AND state = 'PENDING' AND subject_id IS DISTINCT FROM requested_by
	AND CASE kind
		WHEN 'HAND_OVER'   THEN case_id = ANY ((SELECT access.owned_cases())::uuid[]) OR team_id = ANY ((SELECT access.supervised_teams())::uuid[])
		WHEN 'ASSIGNMENT'  THEN team_id = ANY ((SELECT access.supervised_teams())::uuid[])
		WHEN 'ADMISSION'   THEN org_id = (SELECT access.administered_org()) AND (SELECT access.acr()) >= 2
		WHEN 'ROLE_CHANGE' THEN org_id = (SELECT access.administered_org()) AND (SELECT access.acr()) >= 2
		WHEN 'EXPORT'      THEN team_id = ANY ((SELECT access.my_teams())::uuid[])
		ELSE case_id = ANY ((SELECT access.workable_cases())::uuid[]) END
	AND (case_id IS NULL OR team_id = (SELECT c.team_id FROM casework.case_file c WHERE c.id = case_id)));

ALTER POLICY read ON access.approval_request USING (
	   requested_by = (SELECT access.actor())
	OR team_id = ANY ((SELECT access.supervised_teams())::uuid[])
	OR case_id = ANY ((SELECT access.workable_cases())::uuid[])
	OR org_id  = (SELECT access.answered_org()) AND subject_id IS DISTINCT FROM (SELECT access.actor()));

ALTER POLICY decide ON access.approval_request
	USING (access.may_decide(approval_request))
	WITH CHECK (access.may_decide(approval_request)
		AND decided_by = (SELECT access.actor()) AND state IN ('APPROVED', 'REJECTED'));

-- what opens Durumi to somebody, or names to the world, takes a fresh factor at the moment it is used
ALTER POLICY use ON access.approval_request
	WITH CHECK (requested_by = (SELECT access.actor()) AND (state = 'WITHDRAWN'
		OR state = 'USED' AND (kind NOT IN ('ADMISSION', 'ROLE_CHANGE', 'EXPORT') OR (SELECT access.acr()) >= 2)));

GRANT UPDATE (subject_id) ON access.approval_request TO durumi_app;
-- As before (V20261123_06), and: whom it is about is not changed, but for the newcomer who is let in with it.
CREATE OR REPLACE FUNCTION access.approval_steps() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- its case was handed to another team; the application may not write that column
	IF OLD.state = 'PENDING' AND NEW.state = 'PENDING' AND NEW.team_id <> OLD.team_id THEN
		RETURN NEW;
	END IF;
	IF NOT (OLD.state = 'PENDING'  AND NEW.state IN ('APPROVED', 'REJECTED', 'WITHDRAWN')
	     OR OLD.state = 'APPROVED' AND NEW.state = 'USED') THEN
		RAISE EXCEPTION 'an approval does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.state IN ('APPROVED', 'USED') AND OLD.expires_at <= statement_timestamp() AND OLD.kind <> 'EMERGENCY_PASSAGE' THEN
		RAISE EXCEPTION 'the approval has expired' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- the passage has begun: the countersign is owed until the other has given or refused it
	IF NEW.state = 'WITHDRAWN' AND OLD.kind = 'EMERGENCY_PASSAGE' THEN
		RAISE EXCEPTION 'a countersign is owed, it is not taken back' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.state IN ('USED', 'WITHDRAWN')
	   AND (NEW.decided_by, NEW.decided_at, NEW.decision) IS DISTINCT FROM (OLD.decided_by, OLD.decided_at, OLD.decision) THEN
		RAISE EXCEPTION 'an answer is not changed' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.subject_id IS DISTINCT FROM OLD.subject_id
	   AND NOT (OLD.kind = 'ADMISSION' AND OLD.subject_id IS NULL AND NEW.state = 'USED') THEN
		RAISE EXCEPTION 'an approval stays about whom it was' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- or the word for a newcomer would let in somebody who was shut out
	IF OLD.subject_id IS NULL AND EXISTS (SELECT FROM access.staff s WHERE s.subject = NEW.subject_id) THEN
		RAISE EXCEPTION 'a newcomer is nobody whom we know' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;

-- Nobody is let in, again or for the first time, and nobody gets another role, by one person's word: an approval for this person and
-- these roles is used in this very transaction. What else an invitation says (name, team, organisation) is sealed, so that is the
-- application's to compare. Shutting out stays one person's act.
CREATE FUNCTION access.was_agreed(wanted text, person uuid, her_roles text[]) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (
		SELECT FROM access.approval_request r
		WHERE r.kind = wanted AND r.subject_id = person AND r.state = 'USED' AND r.requested_by = access.actor()
		  AND r.roles @> her_roles AND r.roles <@ her_roles
		  AND r.xmin = pg_current_xact_id()::xid)
$$;
GRANT EXECUTE ON FUNCTION access.was_agreed(text, uuid, text[]) TO durumi_app;

CREATE FUNCTION access.takes_two() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- who owns the tables, in a migration, is not under this rule, as under none of row security
	IF NOT row_security_active('access.staff') THEN
		RETURN NEW;
	END IF;
	IF TG_OP = 'INSERT' AND NOT access.was_agreed('ADMISSION', NEW.subject, NEW.roles) THEN
		RAISE EXCEPTION 'letting somebody in takes a second person' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF TG_OP = 'UPDATE' AND NEW.active AND NOT OLD.active AND NOT access.was_agreed('ADMISSION', NEW.subject, NEW.roles) THEN
		RAISE EXCEPTION 'letting somebody in again takes a second person' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF TG_OP = 'UPDATE' AND NEW.roles IS DISTINCT FROM OLD.roles AND NOT access.was_agreed('ROLE_CHANGE', NEW.subject, NEW.roles) THEN
		RAISE EXCEPTION 'another role takes a second person' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER takes_two BEFORE INSERT OR UPDATE OF roles, active ON access.staff
	FOR EACH ROW EXECUTE FUNCTION access.takes_two();

RESET ROLE;
