-- A handoff to another organisation takes a second person, who shows a fresh factor; and the job that seals what was agreed.

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
		WHEN 'REVIEW_DESK'    THEN '00000000-0000-8000-8000-000000000009'::uuid -- has the review's rules look at new entries
		WHEN 'SERVER'         THEN '00000000-0000-8000-8000-00000000000a'::uuid -- a server as it starts: no case, no key
		WHEN 'HANDOFF_KEEPER' THEN '00000000-0000-8000-8000-00000000000b'::uuid -- seals and ends handoffs: what was agreed to leave, no case, no key of one
	END;

ALTER TABLE access.approval_request
	DROP CONSTRAINT approval_request_kind_check,
	ADD CONSTRAINT approval_request_kind_check CHECK (kind IN ('PASSAGE', 'EMERGENCY_PASSAGE', 'DEATH', 'CLOSURE', 'LATE_UNDO',
		'HAND_OVER', 'HANDOFF', 'ASSIGNMENT', 'ADMISSION', 'ROLE_CHANGE', 'EXPORT'));

ALTER POLICY ask ON access.approval_request WITH CHECK (
	    requested_by = (SELECT access.actor()) AND state = 'PENDING' AND subject_id IS DISTINCT FROM requested_by
	AND CASE kind
		WHEN 'HAND_OVER'   THEN case_id = ANY ((SELECT access.owned_cases())::uuid[]) OR team_id = ANY ((SELECT access.supervised_teams())::uuid[])
		WHEN 'HANDOFF'     THEN case_id = ANY ((SELECT access.worked_cases())::uuid[])
		WHEN 'ASSIGNMENT'  THEN team_id = ANY ((SELECT access.supervised_teams())::uuid[])
		WHEN 'ADMISSION'   THEN org_id = (SELECT access.administered_org()) AND (SELECT access.acr()) >= 2
		WHEN 'ROLE_CHANGE' THEN org_id = (SELECT access.administered_org()) AND (SELECT access.acr()) >= 2
		WHEN 'EXPORT'      THEN team_id = ANY ((SELECT access.my_teams())::uuid[])
		ELSE case_id = ANY ((SELECT access.workable_cases())::uuid[]) END
	AND (case_id IS NULL OR team_id = (SELECT c.team_id FROM casework.case_file c WHERE c.id = case_id)));

-- saying no stays free
ALTER POLICY decide ON access.approval_request
	WITH CHECK (access.may_decide(approval_request)
		AND decided_by = (SELECT access.actor())
		AND (state = 'REJECTED'
		     OR state = 'APPROVED' AND (kind NOT IN ('ADMISSION', 'ROLE_CHANGE', 'EXPORT', 'HANDOFF') OR (SELECT access.acr()) >= 2)));

-- whoever asked for a handoff takes the request back; what was agreed is spent by the job that seals it, and by nobody else
ALTER POLICY use ON access.approval_request
	WITH CHECK (requested_by = (SELECT access.actor()) AND (state = 'WITHDRAWN'
		OR state = 'USED' AND kind <> 'HANDOFF' AND (kind NOT IN ('ADMISSION', 'ROLE_CHANGE', 'EXPORT') OR (SELECT access.acr()) >= 2)));
-- with the handoff goes the request, whoever of those who may takes it back
CREATE POLICY call_off ON access.approval_request FOR UPDATE TO durumi_app
	USING (kind = 'HANDOFF' AND state = 'PENDING' AND (
		case_id = ANY ((SELECT access.worked_cases())::uuid[]) OR team_id = ANY ((SELECT access.supervised_teams())::uuid[])))
	WITH CHECK (kind = 'HANDOFF' AND state = 'WITHDRAWN' AND (
		case_id = ANY ((SELECT access.worked_cases())::uuid[]) OR team_id = ANY ((SELECT access.supervised_teams())::uuid[])));
CREATE POLICY keeper_read ON access.approval_request FOR SELECT TO durumi_app USING (
	kind = 'HANDOFF' AND (SELECT access.is_system('HANDOFF_KEEPER')));
CREATE POLICY keeper_use ON access.approval_request FOR UPDATE TO durumi_app
	USING (kind = 'HANDOFF' AND (SELECT access.is_system('HANDOFF_KEEPER')))
	WITH CHECK (kind = 'HANDOFF' AND (SELECT access.is_system('HANDOFF_KEEPER')) AND state = 'USED');

RESET ROLE;
