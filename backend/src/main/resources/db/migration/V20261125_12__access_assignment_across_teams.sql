-- Somebody of another team gets a part in the whole case only with a second person's word for her, used in this very transaction.
-- A coordinator works in a transit team, and her part was given with the passage that a second person approved: as before. Otherwise
-- as before (V20261123_02).

SET ROLE durumi_owner;

CREATE OR REPLACE FUNCTION access.may_assign(wanted uuid, person uuid, wanted_kind text) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT person <> access.actor() AND EXISTS (
		SELECT FROM casework.case_file c JOIN access.staff p ON p.org_id = c.org_id
		WHERE c.id = wanted AND c.team_id = ANY (access.supervised_teams())
		  AND p.subject = person AND p.active
		  AND p.roles && CASE wanted_kind WHEN 'PASSAGE' THEN ARRAY['COORDINATOR'] ELSE ARRAY['CASEWORKER', 'SUPERVISOR'] END
		  AND (wanted_kind = 'PASSAGE' OR p.team_id = c.team_id OR EXISTS (
			SELECT FROM access.approval_request r
			WHERE r.kind = 'ASSIGNMENT' AND r.case_id = wanted AND r.subject_id = person AND r.state = 'USED'
			  AND r.requested_by = access.actor() AND r.xmin = pg_current_xact_id()::xid)))
$$;

RESET ROLE;
