-- A new password and a new factor end the person's sessions here as well. Keycloak ends only those that it still remembers, and it
-- forgets one after its own idle time, while a session in use here lives on: who stole it would stay in.

SET ROLE durumi_owner;

ALTER TABLE access.staff ADD COLUMN password_reset_at timestamptz;
GRANT UPDATE (password_reset_at) ON access.staff TO durumi_app;
DROP TRIGGER end_sessions ON access.staff;
CREATE TRIGGER end_sessions AFTER UPDATE ON access.staff FOR EACH ROW
	WHEN (OLD.active AND NOT NEW.active OR OLD.roles <> NEW.roles OR OLD.org_id <> NEW.org_id OR OLD.team_id IS DISTINCT FROM NEW.team_id
		OR OLD.password_reset_at IS DISTINCT FROM NEW.password_reset_at OR OLD.factor_reset_at IS DISTINCT FROM NEW.factor_reset_at)
	EXECUTE FUNCTION access.end_sessions_of_changed_staff();

-- Whoever is moved to another team sees its cases. No screen does that, and one person's word must not.
REVOKE UPDATE (team_id) ON access.staff FROM durumi_app;

-- A draft is its writer's while the case is hers to work on. Whoever deputised keeps CORE as one of the team, but no draft.
ALTER POLICY read ON casework.draft USING (
	subject = (SELECT access.actor()) AND (case_id IS NULL OR case_id = ANY ((SELECT access.workable_cases())::uuid[]) AND EXISTS (
		SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
		WHERE k.case_id = draft.case_id AND k.compartment = draft.compartment)));

RESET ROLE;
