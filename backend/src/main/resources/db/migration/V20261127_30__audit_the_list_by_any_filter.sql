-- The audit list goes through a team's entries from the newest on. What it filters by stands in the index beside them, so that an entry
-- that does not fit costs a look at the index and none at the row: any filter, and any of them together, is answered from one index.

SET ROLE durumi_audit_owner;

CREATE INDEX event_desk ON audit.event (subject_team, event_id, occurred_at, action, outcome, compartment, actor_id, case_id)
	WHERE subject_team IS NOT NULL;
DROP INDEX audit.event_team;

RESET ROLE;
