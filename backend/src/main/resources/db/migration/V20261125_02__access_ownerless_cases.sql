-- Leaving staff: a case is never without an owner in the row, but its owner may be shut out or no caseworker any more, and then
-- nobody works on it. Such a case is told to whoever answers for its team (access.desk_teams(): the team's supervisor, or where nobody
-- leads it every supervisor of the organisation), who gives it to a caseworker of the same team. No key and no row goes with that.

SET ROLE durumi_owner;

CREATE FUNCTION access.ownerless()
	RETURNS TABLE (case_id uuid, code_name text, stage text, risk_level text, next_due date, team_id uuid, owner_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT c.id, c.code_name, c.stage, c.risk_level, c.next_due, c.team_id, c.owner_id
	FROM casework.case_file c
	WHERE c.team_id = ANY ((SELECT access.desk_teams())::uuid[])
	  AND c.owner_id = ANY (ARRAY(SELECT s.subject FROM access.staff s WHERE NOT (s.active AND 'CASEWORKER' = ANY (s.roles))))
$$;
GRANT EXECUTE ON FUNCTION access.ownerless() TO durumi_app;

-- also those of a team that nobody leads and that the actor answers for. Otherwise as before (V20261123_02)
CREATE OR REPLACE FUNCTION access.lock_case(wanted uuid) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM casework.case_file c
	  WHERE c.id = wanted
	    AND (c.id = ANY (access.workable_cases()) OR c.team_id = ANY (access.desk_teams()))
	    FOR NO KEY UPDATE;
END $$;

-- A case whose owner does not work on it any more is also given away by whoever answers for its team, within that team only.
-- Otherwise as before (V20261124_03).
CREATE OR REPLACE FUNCTION access.hand_over(wanted uuid, new_owner uuid) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	file    casework.case_file;
	target  access.staff;
BEGIN
	SELECT * INTO file FROM casework.case_file c WHERE c.id = wanted FOR UPDATE;
	SELECT * INTO target FROM access.staff s WHERE s.subject = new_owner AND s.active AND 'CASEWORKER' = ANY (s.roles);
	-- one answer for "no such case", "not yours" and "no such colleague": the difference would be an oracle
	IF (file.owner_id = access.caseworker() OR file.team_id = ANY (access.supervised_teams())
	      OR target.team_id = file.team_id AND EXISTS (SELECT FROM access.ownerless() o WHERE o.case_id = wanted)) IS NOT TRUE
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
	 WHERE a.case_id = wanted AND a.until > statement_timestamp()
	   AND (a.subject = file.owner_id OR a.kind = 'CASE' AND target.team_id <> file.team_id);
	-- what waits for an answer waits for it where the case now is, above all a countersign that is owed
	IF target.team_id <> file.team_id THEN
		UPDATE access.approval_request r SET team_id = target.team_id WHERE r.case_id = wanted AND r.state = 'PENDING';
	END IF;
END $$;

RESET ROLE;
