-- A case that goes to another team leaves its old one: who had a part in the whole case has none any more. A passage under way keeps
-- its coordinator, for the road does not wait for a desk. Otherwise as before (V20261123_02).

SET ROLE durumi_owner;

CREATE OR REPLACE FUNCTION access.hand_over(wanted uuid, new_owner uuid) RETURNS void
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
	 WHERE a.case_id = wanted AND a.until > statement_timestamp()
	   AND (a.subject = file.owner_id OR a.kind = 'CASE' AND target.team_id <> file.team_id);
	-- what waits for an answer waits for it where the case now is, above all a countersign that is owed
	IF target.team_id <> file.team_id THEN
		UPDATE access.approval_request r SET team_id = target.team_id WHERE r.case_id = wanted AND r.state = 'PENDING';
	END IF;
END $$;

RESET ROLE;
