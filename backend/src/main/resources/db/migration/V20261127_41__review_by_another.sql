-- Whoever agreed that a list with names may leave does not review that it left, where anybody else can: it comes to another supervisor
-- of the team, or, where nobody leads it besides her and whoever took the list, to the other supervisors of the organisation. And a
-- supervisor is told how far behind the rules are.
--
-- What this does not do: where the organisation has no other supervisor, she reviews what she agreed to; there is nobody else.

SET ROLE durumi_owner;

CREATE INDEX ON access.approval_request (decided_by) WHERE kind = 'EXPORT';

-- the words that the actor gave to lists, by the id of the request
CREATE FUNCTION access.lists_agreed_to() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(q.id), '{}') FROM access.approval_request q
	WHERE q.kind = 'EXPORT' AND q.decided_by = access.actor()
$$;
-- the words that others of the actor's organisation gave to lists of a team that nobody leads besides whoever agreed and whoever asked:
-- on the desk of that team nobody would review that the list left
CREATE FUNCTION access.lists_of_lone_supervisors() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(q.id), '{}') FROM access.approval_request q JOIN access.staff d ON d.subject = q.decided_by
	WHERE q.kind = 'EXPORT' AND d.org_id = access.supervisor_org() AND access.actor() NOT IN (q.decided_by, q.requested_by)
	  AND NOT EXISTS (SELECT FROM access.staff o WHERE o.team_id = q.team_id AND o.active AND 'SUPERVISOR' = ANY (o.roles)
		AND o.subject NOT IN (q.decided_by, q.requested_by))
$$;
GRANT EXECUTE ON FUNCTION access.lists_agreed_to(), access.lists_of_lone_supervisors() TO durumi_app, durumi_audit_owner;

-- who, besides whoever acted, does not review an entry: whom it is about, or who agreed to the list that left
CREATE FUNCTION access.stands_back(act text, of_case uuid, kind text, about uuid) RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN act = 'EXPORTED' THEN (SELECT q.decided_by FROM access.approval_request q WHERE q.id = about)
		WHEN of_case IS NULL AND kind = 'STAFF' THEN about END
$$;
GRANT EXECUTE ON FUNCTION access.stands_back(text, uuid, text, uuid) TO durumi_app;

-- as before (V20261126_01), and: nobody hands on what then nobody could review
ALTER POLICY add ON review.escalation WITH CHECK (
	escalated_by = (SELECT access.actor()) AND org_id = (SELECT access.supervisor_org())
	AND NOT EXISTS (SELECT FROM review.sign_off o WHERE o.event_id = escalation.event_id)
	AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = escalation.event_id AND access.another_supervisor(r.actor_id,
		access.stands_back(r.action, r.case_id, r.subject_type, r.subject_id))));

RESET ROLE;
SET ROLE durumi_audit_owner;

CREATE POLICY read_of_lists_agreed_to ON audit.event FOR SELECT TO durumi_app USING (
	action = 'EXPORTED' AND case_id IS NULL AND subject_id = ANY ((SELECT access.lists_of_lone_supervisors())::uuid[]));

-- as before (V20261126_01), and lists that nobody who leads their team could review, but not what the actor agreed to herself
CREATE OR REPLACE VIEW audit.reviewable WITH (security_invoker, security_barrier) AS
	SELECT * FROM audit.event e
	WHERE (e.subject_team = ANY ((SELECT access.desk_teams())::uuid[])
	       OR e.subject_team IS NULL AND coalesce(e.subject_org, e.actor_id) = ANY ((SELECT access.desk_orgs())::uuid[])
	       OR e.event_id = ANY ((SELECT access.escalated_events())::uuid[])
	       OR e.actor_id = ANY ((SELECT access.lone_supervisors())::uuid[])
	       OR e.action = 'EXPORTED' AND e.case_id IS NULL AND e.subject_id = ANY ((SELECT access.lists_of_lone_supervisors())::uuid[]))
	  AND e.actor_id <> (SELECT access.actor())
	  AND NOT (e.case_id IS NULL AND e.subject_type = 'STAFF' AND e.subject_id = (SELECT access.actor()))
	  AND NOT (e.action = 'EXPORTED' AND e.subject_id = ANY ((SELECT access.lists_agreed_to())::uuid[])
	           AND access.another_supervisor(e.actor_id, NULL));

-- how many entries the rules have not looked at yet, counted no further than a supervisor wants to know; -1 if the place from which they
-- would go on is beyond the log, or gone
CREATE FUNCTION audit.not_looked_at() RETURNS integer
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN access.supervisor_org() IS NULL THEN NULL
		WHEN coalesce((SELECT p.next_leaf > coalesce((SELECT max(l.leaf_index) + 1 FROM audit.leaf l), 0) FROM review.progress p), true) THEN -1
		ELSE (SELECT count(*) FROM (SELECT FROM audit.pending LIMIT 100000) w)::integer
		+ (SELECT count(*) FROM (SELECT FROM audit.leaf l WHERE l.leaf_index >= (SELECT p.next_leaf FROM review.progress p) LIMIT 100000) u)::integer
		END
$$;
GRANT EXECUTE ON FUNCTION audit.not_looked_at() TO durumi_app;

RESET ROLE;
