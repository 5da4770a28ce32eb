-- The review of the log as work: which entries a supervisor should look at and why, a random sample beside them, a question to whoever
-- acted, and another supervisor's eyes. Why an entry is on a desk follows from the log alone and could be found again from it.
--
-- What this does not do: it finds what its rules say and nothing else, and it judges relations as they are some seconds after the act.

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
	END;

-- Whoever knows a survivor outside her work says so: a relative, a neighbour, her own family's helper.
CREATE TABLE access.tie (
	case_id      uuid        NOT NULL REFERENCES casework.case_file,
	subject      uuid        NOT NULL REFERENCES access.staff,
	declared_at  timestamptz NOT NULL DEFAULT statement_timestamp(),
	PRIMARY KEY (case_id, subject)
);
CREATE INDEX ON access.tie (subject);
GRANT SELECT, INSERT (case_id, subject) ON access.tie TO durumi_app;
ALTER TABLE access.tie ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON access.tie FOR SELECT TO durumi_app USING (subject = (SELECT access.actor()) OR access.oversees(case_id));
CREATE POLICY declare_own ON access.tie FOR INSERT TO durumi_app WITH CHECK (
	subject = (SELECT access.actor()) AND EXISTS (SELECT FROM casework.case_file c WHERE c.id = tie.case_id));
CALL casework.put_under_audit('access.tie', 'case_id');

-- ---------------------------------------------------------------------------------------------------------------------
-- 1. Why an entry is on a desk
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE review.flag (
	event_id    uuid        NOT NULL,
	rule        text        NOT NULL CHECK (rule IN ('BREAK_GLASS', 'ALERT', 'EXPORT', 'OUT_OF_HOURS', 'BULK_REVEAL', 'UNASSIGNED',
	                                                 'AFTER_REASSIGNMENT', 'OWN_RELATIVE', 'DENIED_BURST', 'DEEP_HISTORY', 'ESCALATED', 'SAMPLE')),
	reviewer    uuid        REFERENCES access.staff,    -- whose sample it is
	figure      integer,                                -- what came over the rule's threshold
	bucket      text        NOT NULL,                   -- what a rule tells of once only
	flagged_at  timestamptz NOT NULL DEFAULT statement_timestamp(),
	due_at      timestamptz NOT NULL,
	closed_at   timestamptz,                            -- somebody has reviewed the entry
	PRIMARY KEY (event_id, rule),
	UNIQUE (rule, bucket),
	CHECK ((rule = 'SAMPLE') = (reviewer IS NOT NULL))
);
CREATE INDEX flag_open ON review.flag (due_at) WHERE closed_at IS NULL;
CREATE INDEX ON review.flag (flagged_at);
GRANT SELECT ON review.flag TO durumi_app;
GRANT SELECT, INSERT ON review.flag TO durumi_audit_owner;
ALTER TABLE review.flag ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON review.flag FOR SELECT TO durumi_app USING (
	(reviewer IS NULL OR reviewer = (SELECT access.actor()))
	AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = flag.event_id));

-- for whoever verifies the log: what is off the desks without a mark, which nothing here brings about
CREATE VIEW review.closed_without_mark AS
	SELECT DISTINCT f.event_id FROM review.flag f
	WHERE f.closed_at IS NOT NULL AND NOT EXISTS (SELECT FROM review.sign_off o WHERE o.event_id = f.event_id);
GRANT USAGE ON SCHEMA review TO durumi_verifier;
GRANT SELECT ON review.closed_without_mark TO durumi_verifier;

-- how far the rules have looked, and the last week of which a sample was drawn
CREATE TABLE review.progress (
	only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	next_leaf     bigint  NOT NULL,
	sampled_week  date    NOT NULL
);
ALTER TABLE review.progress ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON review.progress TO durumi_audit_owner;
GRANT SELECT (next_leaf, sampled_week) ON review.progress TO durumi_verifier;
CREATE POLICY verifier ON review.progress FOR SELECT TO durumi_verifier USING (true);

CREATE FUNCTION review.close_flags() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE review.flag f SET closed_at = statement_timestamp() WHERE f.event_id = NEW.event_id AND f.closed_at IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER close_flags AFTER INSERT ON review.sign_off FOR EACH ROW EXECUTE FUNCTION review.close_flags();

-- what somebody put before the other supervisors
CREATE TABLE review.escalation (
	event_id      uuid        PRIMARY KEY,
	org_id        uuid        NOT NULL REFERENCES access.organisation,
	escalated_by  uuid        NOT NULL REFERENCES access.staff,
	escalated_at  timestamptz NOT NULL,
	reason        bytea       NOT NULL                  -- log key of the month
);
CREATE INDEX ON review.escalation (org_id);
GRANT SELECT, INSERT (event_id, org_id, escalated_by, escalated_at, reason) ON review.escalation TO durumi_app;
ALTER TABLE review.escalation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE FUNCTION access.supervisor_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.org_id FROM access.staff s WHERE s.subject = access.actor() AND s.active AND 'SUPERVISOR' = ANY (s.roles)
$$;
-- is there a third: neither the actor nor whom the entry is about
CREATE FUNCTION access.another_supervisor(acted uuid, about uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM access.staff s WHERE s.org_id = access.supervisor_org() AND s.active AND 'SUPERVISOR' = ANY (s.roles)
		AND s.subject NOT IN (access.actor(), acted) AND s.subject IS DISTINCT FROM about)
$$;
-- what others of her organisation have put before the supervisors and nobody has reviewed yet
CREATE FUNCTION access.escalated_events() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(x.event_id), '{}') FROM review.escalation x
	WHERE x.org_id = access.supervisor_org() AND x.escalated_by <> access.actor()
	  AND NOT EXISTS (SELECT FROM review.sign_off r WHERE r.event_id = x.event_id)
$$;
-- did the actor hand it on herself
CREATE FUNCTION access.escalated_it(event uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM review.escalation x WHERE x.event_id = event AND x.escalated_by = access.actor())
$$;
GRANT EXECUTE ON FUNCTION access.supervisor_org(), access.another_supervisor(uuid, uuid), access.escalated_events(), access.escalated_it(uuid)
	TO durumi_app, durumi_audit_owner;

-- Supervisors of the actor's organisation who alone lead their teams: on their own desk nobody else would review what they do.
CREATE FUNCTION access.leads_alone(person uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM access.staff s WHERE s.subject = person AND s.active AND 'SUPERVISOR' = ANY (s.roles)
		AND NOT EXISTS (SELECT FROM access.staff o WHERE o.team_id = s.team_id AND o.active AND 'SUPERVISOR' = ANY (o.roles)
			AND o.subject <> s.subject))
$$;
CREATE FUNCTION access.lone_supervisors() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(s.subject), '{}') FROM access.staff s
	WHERE s.org_id = access.supervisor_org() AND s.subject <> access.actor() AND access.leads_alone(s.subject)
$$;
GRANT EXECUTE ON FUNCTION access.leads_alone(uuid), access.lone_supervisors() TO durumi_app, durumi_audit_owner;

-- ---------------------------------------------------------------------------------------------------------------------
-- 2. A question to whoever acted
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE review.question (
	id           uuid        PRIMARY KEY,
	event_id     uuid        NOT NULL,
	asked_of     uuid        NOT NULL REFERENCES access.staff,
	asked_by     uuid        NOT NULL REFERENCES access.staff,
	asked_at     timestamptz NOT NULL,
	question     bytea       NOT NULL,                  -- log key of the month in which it was asked
	answered_at  timestamptz,
	answer       bytea,                                 -- the same key
	CHECK ((answered_at IS NULL) = (answer IS NULL))
);
CREATE INDEX ON review.question (event_id);
CREATE UNIQUE INDEX question_open ON review.question (event_id) WHERE answered_at IS NULL;
CREATE INDEX question_of ON review.question (asked_of, asked_at);
GRANT SELECT, INSERT (id, event_id, asked_of, asked_by, asked_at, question), UPDATE (answered_at, answer) ON review.question TO durumi_app;
ALTER TABLE review.question ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON review.question FOR SELECT TO durumi_app USING (
	asked_of = (SELECT access.actor()) OR asked_by = (SELECT access.actor())
	-- what was answered may tell of a survivor: it stays with those who answer for the team
	OR event_id <> ALL ((SELECT access.escalated_events())::uuid[])
	   AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = question.event_id));
CREATE POLICY ask ON review.question FOR INSERT TO durumi_app WITH CHECK (
	asked_by = (SELECT access.actor())
	AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = question.event_id AND r.actor_id = question.asked_of));
CREATE POLICY answer ON review.question FOR UPDATE TO durumi_app
	USING (asked_of = (SELECT access.actor()) AND answered_at IS NULL)
	WITH CHECK (asked_of = (SELECT access.actor()) AND answered_at <= statement_timestamp());
CALL casework.put_under_audit('review.question', 'event_id');

-- ---------------------------------------------------------------------------------------------------------------------
-- 3. Another supervisor's eyes
-- ---------------------------------------------------------------------------------------------------------------------
-- not whoever the entry is about, nor who acted
CREATE POLICY read ON review.escalation FOR SELECT TO durumi_app USING (
	escalated_by = (SELECT access.actor()) OR EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = escalation.event_id));
CREATE POLICY add ON review.escalation FOR INSERT TO durumi_app WITH CHECK (
	escalated_by = (SELECT access.actor()) AND org_id = (SELECT access.supervisor_org())
	AND NOT EXISTS (SELECT FROM review.sign_off o WHERE o.event_id = escalation.event_id)
	AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = escalation.event_id AND access.another_supervisor(r.actor_id,
		CASE WHEN r.case_id IS NULL AND r.subject_type = 'STAFF' THEN r.subject_id END)));
CALL casework.put_under_audit('review.escalation', 'event_id');

CREATE FUNCTION review.flag_escalated() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO review.flag (event_id, rule, bucket, due_at)
		VALUES (NEW.event_id, 'ESCALATED', NEW.event_id::text, statement_timestamp() + interval '24 hours');
	RETURN NULL;
END $$;
CREATE TRIGGER flag_escalated AFTER INSERT ON review.escalation FOR EACH ROW EXECUTE FUNCTION review.flag_escalated();
ALTER TABLE review.escalation ENABLE ALWAYS TRIGGER flag_escalated;
ALTER TABLE review.sign_off ENABLE ALWAYS TRIGGER close_flags;

-- as before (V20261125_72), and: whoever handed an entry on does not review it
ALTER POLICY add ON review.sign_off WITH CHECK (
	    reviewer = (SELECT access.actor())
	AND NOT access.escalated_it(event_id)
	AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = sign_off.event_id AND ((SELECT access.acr()) >= 2
		OR r.action NOT IN ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED', 'PASSWORD_RESET', 'FACTOR_RESET'))));

GRANT SELECT ON access.assignment, access.break_glass, access.deputy, access.tie TO durumi_audit_owner;
GRANT EXECUTE ON FUNCTION access.deputising(uuid), access.is_system(text) TO durumi_audit_owner;

RESET ROLE;
SET ROLE durumi_audit_owner;

CREATE POLICY read_of_escalated ON audit.event FOR SELECT TO durumi_app USING (
	event_id = ANY ((SELECT access.escalated_events())::uuid[]));
CREATE POLICY read_of_lone_supervisors ON audit.event FOR SELECT TO durumi_app USING (
	actor_id = ANY ((SELECT access.lone_supervisors())::uuid[]));

-- as before (V20261124_02), and what a colleague has handed on, or did who leads her team alone
CREATE OR REPLACE VIEW audit.reviewable WITH (security_invoker, security_barrier) AS
	SELECT * FROM audit.event e
	WHERE (e.subject_team = ANY ((SELECT access.desk_teams())::uuid[])
	       OR e.subject_team IS NULL AND coalesce(e.subject_org, e.actor_id) = ANY ((SELECT access.desk_orgs())::uuid[])
	       OR e.event_id = ANY ((SELECT access.escalated_events())::uuid[])
	       OR e.actor_id = ANY ((SELECT access.lone_supervisors())::uuid[]))
	  AND e.actor_id <> (SELECT access.actor())
	  AND NOT (e.case_id IS NULL AND e.subject_type = 'STAFF' AND e.subject_id = (SELECT access.actor()));

INSERT INTO review.progress (next_leaf, sampled_week)
	SELECT coalesce(max(l.leaf_index) + 1, 0), date_trunc('week', statement_timestamp())::date FROM audit.leaf l;

-- the least id that an application gave at this moment; clocks may differ, so leave room
CREATE FUNCTION audit.id_at(at timestamptz) RETURNS uuid
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
	RETURN (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;

-- had this person a part in the case beyond being of its team
CREATE FUNCTION audit.had_part(person uuid, of_case uuid, at timestamptz) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM casework.case_file c JOIN access.staff s ON s.subject = person
	               WHERE c.id = of_case AND (c.owner_id = person OR c.team_id = s.team_id AND 'SUPERVISOR' = ANY (s.roles)
	                  OR c.owner_id IN (SELECT d.subject FROM access.deputising(person) d)))
	    OR EXISTS (SELECT FROM access.assignment a WHERE a.case_id = of_case AND a.subject = person AND a.until > at)
	    OR EXISTS (SELECT FROM access.break_glass b WHERE b.case_id = of_case AND b.subject = person AND b.until > at)
	    -- it changed hands since
	    OR EXISTS (SELECT FROM audit.event e WHERE e.case_id = of_case AND e.occurred_at >= at AND e.outcome = 0
	               AND e.action IN ('ASSIGNED', 'HANDED_OVER', 'REASSIGNED'))
$$;

-- Has the rules look at the next entries in the order of the log; how many they looked at, and how many flags they raised. The limits
-- are the application's settings, and this is the only way to raise a flag.
CREATE FUNCTION audit.raise_flags(limits jsonb, most integer) RETURNS TABLE (looked_at integer, raised integer)
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	zone       text     := limits ->> 'zone';
	opens      time     := (limits ->> 'opens')::time;
	closes     time     := (limits ->> 'closes')::time;
	bulk_for   interval := make_interval(secs => (limits ->> 'bulkSeconds')::integer);
	denied_for interval := make_interval(secs => (limits ->> 'deniedSeconds')::integer);
	deep_for   interval := make_interval(secs => (limits ->> 'deepSeconds')::integer);
	-- what a count ends at, so that whoever makes thousands of entries does not keep the rules busy; above every limit
	many       constant integer := 1000;
	first      bigint;
	beyond     bigint;
BEGIN
	IF NOT access.is_system('REVIEW_DESK') THEN
		RAISE EXCEPTION 'only the job does this' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- a node does not wait for another that is at it: both would keep a connection
	SELECT p.next_leaf INTO first FROM review.progress p FOR UPDATE SKIP LOCKED;
	IF NOT FOUND THEN
		RETURN QUERY SELECT 0, 0;
		RETURN;
	END IF;
	SELECT max(l.leaf_index) + 1 INTO beyond FROM audit.leaf l WHERE l.leaf_index >= first AND l.leaf_index < first + most;
	IF beyond IS NULL THEN
		RETURN QUERY SELECT 0, 0;
		RETURN;
	END IF;
	-- what a rule tells of once, it tells of once on each desk
	WITH fresh AS MATERIALIZED (
		SELECT e.event_id, e.actor_id, e.occurred_at, e.action, e.outcome, e.subject_type, e.case_id, e.subject_team, s.subject IS NOT NULL AS person,
			CASE WHEN s.subject IS NOT NULL THEN e.actor_id ELSE e.subject_id END AS who,
			(e.occurred_at AT TIME ZONE zone)::date AS day, (e.occurred_at AT TIME ZONE zone)::time AS hour
		FROM audit.leaf l JOIN audit.event e ON e.event_id = l.event_id LEFT JOIN access.staff s ON s.subject = e.actor_id
		WHERE l.leaf_index >= first AND l.leaf_index < beyond
	), found (event_id, rule, figure, bucket) AS (
		SELECT f.event_id, CASE f.action WHEN 'GLASS_BROKEN' THEN 'BREAK_GLASS' WHEN 'EXPORTED' THEN 'EXPORT' WHEN 'AUDIT_EXPORTED' THEN 'EXPORT' WHEN 'TIE_DECLARED' THEN 'OWN_RELATIVE'
				ELSE 'ALERT' END, NULL::integer, f.event_id::text
		FROM fresh f
		WHERE f.action IN ('GLASS_BROKEN', 'TIE_DECLARED') AND f.outcome = 0 OR f.action = 'EXPORTED' AND f.case_id IS NULL OR f.action = 'AUDIT_EXPORTED' AND f.subject_type <> 'AUDIT_EVENT'
		   OR f.action IN ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED', 'PASSWORD_RESET', 'FACTOR_RESET')
		UNION ALL
		-- the first act of such a night or weekend
		SELECT f.event_id, 'OUT_OF_HOURS', NULL, concat_ws('|', f.actor_id, f.subject_team, f.day)
		FROM fresh f
		WHERE f.person AND f.case_id IS NOT NULL AND f.outcome = 0
		  AND (f.hour < opens OR f.hour >= closes OR NOT limits -> 'days' @> to_jsonb(extract(isodow FROM f.day)::integer))
		UNION ALL
		SELECT f.event_id, 'BULK_REVEAL', c.cases, concat_ws('|', f.actor_id, f.subject_team, floor(extract(epoch FROM f.occurred_at) / extract(epoch FROM bulk_for)))
		FROM fresh f CROSS JOIN LATERAL (
			SELECT count(DISTINCT r.case_id)::integer AS cases, count(*) AS times FROM (
				SELECT e.case_id FROM audit.event e
				WHERE e.actor_id = f.actor_id AND e.event_id >= audit.id_at(f.occurred_at - bulk_for - interval '1 hour')
				  AND e.occurred_at BETWEEN f.occurred_at - bulk_for AND f.occurred_at
				  AND e.outcome = 0 AND e.case_id IS NOT NULL AND e.action IN ('FIELD_REVEALED', 'RECORD_OPENED', 'AUDIT_ENTRY_OPENED')
				ORDER BY e.event_id DESC LIMIT many) r) c
		WHERE f.person AND f.outcome = 0 AND f.case_id IS NOT NULL AND f.action IN ('FIELD_REVEALED', 'RECORD_OPENED', 'AUDIT_ENTRY_OPENED')
		  AND (c.cases >= (limits ->> 'bulkCases')::integer OR c.times = many)
		UNION ALL
		SELECT f.event_id, 'DENIED_BURST', c.times, concat_ws('|', f.actor_id, f.who, f.subject_team, floor(extract(epoch FROM f.occurred_at) / extract(epoch FROM denied_for)))
		FROM fresh f CROSS JOIN LATERAL (
			SELECT count(*)::integer AS times FROM (
				SELECT FROM audit.event e
				WHERE e.actor_id = f.actor_id AND (f.person OR e.subject_id = f.who)
				  AND e.event_id >= audit.id_at(f.occurred_at - denied_for - interval '1 hour')
				  AND e.occurred_at BETWEEN f.occurred_at - denied_for AND f.occurred_at
				  AND (e.outcome = 1 OR e.action IN ('KEYCLOAK_SIGN_IN_FAILED', 'KEYCLOAK_LOCKED'))
				LIMIT many) r) c
		WHERE f.action = 'KEYCLOAK_LOCKED' OR (f.outcome = 1 OR f.action = 'KEYCLOAK_SIGN_IN_FAILED') AND c.times >= (limits ->> 'deniedTimes')::integer
		UNION ALL
		SELECT f.event_id, 'DEEP_HISTORY', c.times, concat_ws('|', f.actor_id, f.subject_team, floor(extract(epoch FROM f.occurred_at) / extract(epoch FROM deep_for)))
		FROM fresh f CROSS JOIN LATERAL (
			SELECT count(*)::integer AS times FROM (
				SELECT FROM audit.event e
				WHERE e.actor_id = f.actor_id AND e.event_id >= audit.id_at(f.occurred_at - deep_for - interval '1 hour')
				  AND e.occurred_at BETWEEN f.occurred_at - deep_for AND f.occurred_at
				  AND e.action IN ('AUDIT_ENTRY_OPENED', 'AUDIT_HISTORY_READ', 'CASE_ACCESS_READ')
				LIMIT many) r) c
		WHERE f.person AND f.action IN ('AUDIT_ENTRY_OPENED', 'AUDIT_HISTORY_READ', 'CASE_ACCESS_READ') AND c.times >= (limits ->> 'deepTimes')::integer
		UNION ALL
		-- once a day for each case and person
		SELECT f.event_id, CASE
				WHEN EXISTS (SELECT FROM access.tie t WHERE t.case_id = f.case_id AND t.subject = f.actor_id) THEN 'OWN_RELATIVE'
				WHEN EXISTS (SELECT FROM audit.event e WHERE e.case_id = f.case_id AND e.actor_id = f.actor_id AND e.occurred_at < f.occurred_at
					AND e.outcome = 0 AND e.action IN ('CASE_REGISTERED', 'STAGE_MOVED', 'RECORD_ADDED', 'RECORD_CHANGED', 'IDENTITY_CHANGED'))
				THEN 'AFTER_REASSIGNMENT' ELSE 'UNASSIGNED' END,
			NULL, concat_ws('|', f.actor_id, f.case_id, f.day)
		FROM fresh f
		WHERE f.person AND f.outcome = 0 AND f.case_id IS NOT NULL
		  AND f.action IN ('CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'AUDIT_ENTRY_OPENED')
		  AND (EXISTS (SELECT FROM access.tie t WHERE t.case_id = f.case_id AND t.subject = f.actor_id)
		       OR NOT audit.had_part(f.actor_id, f.case_id, f.occurred_at))
	), flagged AS (
		INSERT INTO review.flag (event_id, rule, figure, bucket, due_at, closed_at)
		SELECT DISTINCT ON (x.rule, x.bucket) x.event_id, x.rule, x.figure, x.bucket,
			statement_timestamp() + make_interval(hours => (limits ->> CASE WHEN x.rule IN ('BREAK_GLASS', 'ALERT') THEN 'urgentHours' ELSE 'usualHours' END)::integer),
			-- somebody was quicker than the rules
			(SELECT min(o.signed_at) FROM review.sign_off o WHERE o.event_id = x.event_id)
		FROM found x ORDER BY x.rule, x.bucket, x.event_id
		ON CONFLICT DO NOTHING
		RETURNING 1
	)
	SELECT count(*) INTO raised FROM flagged;
	UPDATE review.progress SET next_leaf = beyond;
	looked_at := (beyond - first)::integer;
	RETURN NEXT;
END $$;

-- what the rules count, found without reading a person's other entries
CREATE INDEX event_looks   ON audit.event (actor_id, event_id) WHERE outcome = 0 AND case_id IS NOT NULL AND action IN ('FIELD_REVEALED', 'RECORD_OPENED', 'AUDIT_ENTRY_OPENED');
CREATE INDEX event_refused ON audit.event (actor_id, event_id) WHERE outcome = 1 OR action IN ('KEYCLOAK_SIGN_IN_FAILED', 'KEYCLOAK_LOCKED');
-- asked for every few seconds, for the notices on every page
CREATE INDEX event_alarm   ON audit.event (event_id) WHERE action IN ('GLASS_BROKEN', 'SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED', 'PASSWORD_RESET', 'FACTOR_RESET');
CREATE INDEX event_deep    ON audit.event (actor_id, event_id) WHERE action IN ('AUDIT_ENTRY_OPENED', 'AUDIT_HISTORY_READ', 'CASE_ACCESS_READ');

-- Draws, once a week, for each supervisor some of the entries of each week that is over that no rule put on her desk, also where nothing ran
-- for longer; and none of what was in a list with names, of which the list itself is reviewed.
CREATE FUNCTION audit.draw_samples(limits jsonb) RETURNS integer
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	zone    text := limits ->> 'zone';
	monday  date := date_trunc('week', statement_timestamp() AT TIME ZONE zone)::date;
	week    date;
	since   timestamptz;
	until   timestamptz;
	fresh   integer;
	drawn   integer := 0;
BEGIN
	IF NOT access.is_system('REVIEW_DESK') THEN
		RAISE EXCEPTION 'only the job does this' USING ERRCODE = 'insufficient_privilege';
	END IF;
	SELECT date_trunc('week', p.sampled_week)::date INTO week FROM review.progress p WHERE p.sampled_week < monday FOR UPDATE SKIP LOCKED;
	IF NOT FOUND THEN
		RETURN 0;
	END IF;
	WHILE week < monday LOOP
		since := week::timestamp AT TIME ZONE zone;
		until := (week + 7)::timestamp AT TIME ZONE zone;
		INSERT INTO review.flag (event_id, rule, reviewer, bucket, due_at)
		SELECT x.event_id, 'SAMPLE', s.subject, x.event_id::text, statement_timestamp() + make_interval(hours => (limits ->> 'sampleHours')::integer)
		FROM access.staff s CROSS JOIN LATERAL (
			-- one of each person's first: who makes many entries hides none
			SELECT e.event_id, row_number() OVER (PARTITION BY e.actor_id ORDER BY gen_random_uuid()) AS nth
			FROM audit.event e JOIN access.staff a ON a.subject = e.actor_id
			WHERE e.event_id >= audit.id_at(since - interval '1 hour') AND e.event_id < audit.id_at(until + interval '1 hour')
			  AND e.occurred_at >= since AND e.occurred_at < until AND e.action <> 'EXPORTED'
			  AND (e.subject_team = s.team_id OR a.org_id = s.org_id AND access.leads_alone(e.actor_id)) AND e.actor_id <> s.subject
			  AND NOT EXISTS (SELECT FROM review.flag f WHERE f.event_id = e.event_id)
			  AND NOT EXISTS (SELECT FROM review.sign_off r WHERE r.event_id = e.event_id)
			ORDER BY nth, gen_random_uuid() LIMIT (limits ->> 'sampleSize')::integer) x
		WHERE s.active AND 'SUPERVISOR' = ANY (s.roles)
		ON CONFLICT DO NOTHING;
		GET DIAGNOSTICS fresh = ROW_COUNT;
		drawn := drawn + fresh;
		week := week + 7;
	END LOOP;
	UPDATE review.progress SET sampled_week = monday;
	RETURN drawn;
END $$;
GRANT EXECUTE ON FUNCTION audit.raise_flags(jsonb, integer), audit.draw_samples(jsonb) TO durumi_app;

RESET ROLE;
