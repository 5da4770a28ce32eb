-- The audit list goes through a team's or a person's entries from the newest on. What it filters by stands in the index beside them, so
-- that an entry that does not fit costs a look at the index and none at the row: any filter, and any of them together, is answered from
-- one index. What is rarely so has an index of its own, short enough to be gone through to its end.

SET ROLE durumi_audit_owner;

CREATE INDEX event_desk ON audit.event (subject_team, event_id, occurred_at, action, outcome, compartment, actor_id, case_id)
	WHERE subject_team IS NOT NULL;
DROP INDEX audit.event_team;
DROP INDEX audit.event_actor;
CREATE INDEX event_actor  ON audit.event (actor_id, event_id, action, outcome, compartment, subject_team);
CREATE INDEX event_sealed ON audit.event (subject_team, event_id, compartment) WHERE compartment IS NOT NULL;
CREATE INDEX event_undone ON audit.event (subject_team, event_id, outcome) WHERE outcome <> 0;

RESET ROLE;
