-- Whoever claims that we may act without a survivor's consent has her reason read by a supervisor.

SET ROLE durumi_owner;

ALTER TABLE review.flag DROP CONSTRAINT flag_rule_check,
	ADD CONSTRAINT flag_rule_check CHECK (rule IN ('BREAK_GLASS', 'ALERT', 'EXPORT', 'OUT_OF_HOURS', 'BULK_REVEAL', 'UNASSIGNED',
		'AFTER_REASSIGNMENT', 'OWN_RELATIVE', 'WITHOUT_CONSENT', 'UNDECIDED', 'DECLINED_UNREAD', 'DENIED_BURST', 'DEEP_HISTORY', 'ESCALATED', 'SAMPLE'));

RESET ROLE;
SET ROLE durumi_audit_owner;

-- whether an actor does things herself, and is counted by what she does; a job tells of others, and is counted by whom it tells of
CREATE FUNCTION audit.acts_herself(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
	RETURN EXISTS (SELECT FROM access.staff s WHERE s.subject = wanted);

-- As before (V20261126_01), and the rule WITHOUT_CONSENT; and what is denied is counted by who acts, person or not.
CREATE OR REPLACE FUNCTION audit.raise_flags(limits jsonb, most integer) RETURNS TABLE (looked_at integer, raised integer)
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
		SELECT e.event_id, e.actor_id, e.occurred_at, e.action, e.outcome, e.subject_type, e.subject_id, e.case_id, e.subject_team, s.subject IS NOT NULL AS person,
			(e.occurred_at AT TIME ZONE zone)::date AS day, (e.occurred_at AT TIME ZONE zone)::time AS hour
		FROM audit.leaf l JOIN audit.event e ON e.event_id = l.event_id LEFT JOIN access.staff s ON s.subject = e.actor_id
		WHERE l.leaf_index >= first AND l.leaf_index < beyond
	), found (event_id, rule, figure, bucket) AS (
		SELECT f.event_id, CASE f.action WHEN 'GLASS_BROKEN' THEN 'BREAK_GLASS' WHEN 'EXPORTED' THEN 'EXPORT' WHEN 'AUDIT_EXPORTED' THEN 'EXPORT' WHEN 'TIE_DECLARED' THEN 'OWN_RELATIVE'
				WHEN 'ACTED_WITHOUT_CONSENT' THEN 'WITHOUT_CONSENT'
				ELSE 'ALERT' END, NULL::integer, f.event_id::text
		FROM fresh f
		WHERE f.action IN ('GLASS_BROKEN', 'TIE_DECLARED', 'ACTED_WITHOUT_CONSENT') AND f.outcome = 0 OR f.action = 'EXPORTED' AND f.case_id IS NULL OR f.action = 'AUDIT_EXPORTED' AND f.subject_type <> 'AUDIT_EVENT'
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
		SELECT f.event_id, 'DENIED_BURST', c.times, concat_ws('|', f.actor_id, w.who, f.subject_team, floor(extract(epoch FROM f.occurred_at) / extract(epoch FROM denied_for)))
		FROM fresh f CROSS JOIN LATERAL (SELECT CASE WHEN audit.acts_herself(f.actor_id) THEN f.actor_id ELSE f.subject_id END AS who) w
		CROSS JOIN LATERAL (
			SELECT count(*)::integer AS times FROM (
				SELECT FROM audit.event e
				WHERE e.actor_id = f.actor_id AND (w.who = f.actor_id OR e.subject_id = w.who)
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

RESET ROLE;
