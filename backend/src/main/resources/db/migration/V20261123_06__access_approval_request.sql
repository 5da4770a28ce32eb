-- The two-person rule: one asks, another answers, and only then the first may act.

SET ROLE durumi_owner;

CREATE TABLE access.approval_request (
	id            uuid        PRIMARY KEY,
	kind          text        NOT NULL CHECK (kind IN ('PASSAGE', 'EMERGENCY_PASSAGE', 'DEATH', 'CLOSURE', 'LATE_UNDO', 'HAND_OVER')),
	case_id       uuid        NOT NULL REFERENCES casework.case_file,
	team_id       uuid        NOT NULL REFERENCES access.team,
	requested_by  uuid        NOT NULL REFERENCES access.staff,
	requested_at  timestamptz NOT NULL,
	expires_at    timestamptz NOT NULL CHECK (expires_at > requested_at),
	state         text        NOT NULL CHECK (state IN ('PENDING', 'APPROVED', 'REJECTED', 'USED', 'WITHDRAWN')),
	decided_by    uuid        REFERENCES access.staff,
	decided_at    timestamptz,
	request       bytea       NOT NULL,              -- CORE: what is asked and why
	decision      bytea,                             -- CORE: the comment of whoever decided
	version       integer     NOT NULL DEFAULT 0,
	CHECK (decided_by <> requested_by),
	CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
	CHECK ((decided_by IS NULL) = (state IN ('PENDING', 'WITHDRAWN')))
);
CREATE INDEX ON access.approval_request (team_id, requested_at) WHERE state = 'PENDING';
CREATE INDEX ON access.approval_request (case_id);
CREATE INDEX ON access.approval_request (requested_by);

-- A state is reached from the one before it, whoever asks; and an answer, once given, stays what it was.
CREATE FUNCTION access.approval_steps() RETURNS trigger
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
	RETURN NEW;
END $$;
CREATE TRIGGER approval_steps BEFORE UPDATE ON access.approval_request FOR EACH ROW EXECUTE FUNCTION access.approval_steps();

GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, decision, version) ON access.approval_request TO durumi_app;
ALTER TABLE access.approval_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON access.approval_request FOR SELECT TO durumi_app USING (
	   requested_by = (SELECT access.actor())
	OR team_id = ANY ((SELECT access.supervised_teams())::uuid[])
	OR case_id = ANY ((SELECT access.workable_cases())::uuid[]));
CREATE POLICY ask ON access.approval_request FOR INSERT TO durumi_app WITH CHECK (
	    requested_by = (SELECT access.actor()) AND state = 'PENDING'
	-- a hand-over is asked by its owner or its team's supervisor, all else by whoever works on the case
	AND CASE kind
		WHEN 'HAND_OVER' THEN case_id = ANY ((SELECT access.owned_cases())::uuid[]) OR team_id = ANY ((SELECT access.supervised_teams())::uuid[])
		ELSE case_id = ANY ((SELECT access.workable_cases())::uuid[]) END
	AND team_id = (SELECT c.team_id FROM casework.case_file c WHERE c.id = case_id));
-- a supervisor decides; a hand-over that a supervisor asks for, also the owner: each of the two is the other's second person.
-- Each policy repeats who and what on both sides, so that no half of one lends itself to the other
CREATE POLICY decide ON access.approval_request FOR UPDATE TO durumi_app
	USING (requested_by <> (SELECT access.actor())
		AND (team_id = ANY ((SELECT access.supervised_teams())::uuid[]) OR kind = 'HAND_OVER' AND case_id = ANY ((SELECT access.owned_cases())::uuid[])))
	WITH CHECK (requested_by <> (SELECT access.actor())
		AND (team_id = ANY ((SELECT access.supervised_teams())::uuid[]) OR kind = 'HAND_OVER' AND case_id = ANY ((SELECT access.owned_cases())::uuid[]))
		AND decided_by = (SELECT access.actor()) AND state IN ('APPROVED', 'REJECTED'));
CREATE POLICY use ON access.approval_request FOR UPDATE TO durumi_app
	USING (requested_by = (SELECT access.actor()))
	WITH CHECK (requested_by = (SELECT access.actor()) AND state IN ('USED', 'WITHDRAWN'));
CALL casework.put_under_audit('access.approval_request', 'id');

RESET ROLE;

-- ---------------------------------------------------------------------------------------------------------------------
-- How the actor stands to a case: what the application's own checks decide from. Under row security: an unseen case has none.
-- ---------------------------------------------------------------------------------------------------------------------
SET ROLE durumi_owner;
CREATE FUNCTION access.relations_to(wanted uuid) RETURNS text[]
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT array_remove(ARRAY[
		CASE WHEN c.owner_id = access.caseworker()                           THEN 'OWNER' END,
		CASE WHEN c.id = ANY (access.my_cases(ARRAY['ASSIGNED']))            THEN 'ASSIGNED' END,
		CASE WHEN c.id = ANY (access.my_cases(ARRAY['PASSAGE']))             THEN 'PASSAGE' END,
		CASE WHEN c.id = ANY (access.my_cases(ARRAY['BREAK_GLASS']))         THEN 'BREAK_GLASS' END,
		CASE WHEN c.team_id = ANY (access.supervised_teams())                THEN 'SUPERVISOR' END,
		CASE WHEN c.team_id = ANY (access.my_teams(ARRAY['CASEWORKER']))     THEN 'TEAM' END], NULL)
	FROM casework.case_file c WHERE c.id = wanted
$$;
GRANT EXECUTE ON FUNCTION access.relations_to(uuid) TO durumi_app;
RESET ROLE;
