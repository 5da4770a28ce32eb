-- A case whose names left in a list: its owner and its team's supervisor are told, and no list leaves without saying which cases.

SET ROLE durumi_audit_owner;

-- As before (V20261124_06), and: that it left in a list.
CREATE OR REPLACE FUNCTION audit.looks_at(wanted uuid)
	RETURNS TABLE (actor_id uuid, action text, compartment text, times bigint, last_at timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT e.actor_id, e.action, e.compartment, count(*), max(e.occurred_at)
	FROM audit.event e
	WHERE e.case_id = wanted AND access.oversees(wanted)
	  AND e.action IN ('CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'GLASS_BROKEN', 'EXPORTED', 'DENIED')
	GROUP BY e.actor_id, e.action, e.compartment
$$;

-- The word for a list is spent only with an event about the list and events about cases, all of the team whose supervisor gave it.
-- Which cases were agreed to is sealed, so that there is one for each of them is the application's to see to.
CREATE FUNCTION audit.require_exported() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	about_list     bigint;
	about_cases    bigint;
	of_other_teams bigint;
BEGIN
	SELECT count(*) FILTER (WHERE e.case_id IS NULL),
	       count(*) FILTER (WHERE e.case_id IS NOT NULL),
	       count(*) FILTER (WHERE e.case_id IS NOT NULL AND e.subject_team IS DISTINCT FROM NEW.team_id)
	  INTO about_list, about_cases, of_other_teams
	  FROM audit.event e
	 -- the time: as in audit.require_event()
	 WHERE e.txid = pg_current_xact_id() AND e.occurred_at >= transaction_timestamp() AND e.outcome = 0
	   AND e.action = 'EXPORTED' AND e.subject_id = NEW.id;
	IF about_list = 0 OR about_cases = 0 THEN
		RAISE EXCEPTION 'a list leaves with an event about it and about its cases' USING ERRCODE = 'integrity_constraint_violation';
	END IF;
	IF of_other_teams > 0 THEN
		RAISE EXCEPTION 'a supervisor answers for the cases of her own team' USING ERRCODE = 'integrity_constraint_violation';
	END IF;
	RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION audit.require_exported() TO durumi_owner; -- to put it on its table

RESET ROLE;
SET ROLE durumi_owner;
CREATE CONSTRAINT TRIGGER exported AFTER UPDATE ON access.approval_request
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'EXPORT' AND NEW.state = 'USED')
	EXECUTE FUNCTION audit.require_exported();
ALTER TABLE access.approval_request ENABLE ALWAYS TRIGGER exported;
RESET ROLE;
