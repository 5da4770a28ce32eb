-- No entry is on nobody's desk. An event about a person and no case belongs to her team, whoever acted: a refused sign-in is
-- written before anybody is known. Where nobody leads the team, or there is none, every supervisor of the organisation answers for
-- it; where nobody leads in the organisation either (a partner's, or a stranger's), every supervisor does.
--
-- What this does not do: it gives no key and no row of a case. Heartbeats, which nobody made, stay out of it.

SET ROLE durumi_owner;

-- the teams whose entries the actor answers for: those she leads, and those of her organisation that nobody leads
CREATE FUNCTION access.desk_teams() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(t.id), '{}')
	FROM access.staff me JOIN access.team t ON t.org_id = me.org_id
	WHERE me.subject = access.actor() AND me.active AND 'SUPERVISOR' = ANY (me.roles)
	  AND (t.id = me.team_id OR NOT EXISTS (
		SELECT FROM access.staff s WHERE s.team_id = t.id AND s.active AND 'SUPERVISOR' = ANY (s.roles)))
$$;

-- whose entries without a team she answers for: her organisation's, those of organisations that nobody leads, and of nobody known
CREATE FUNCTION access.desk_orgs() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(o.id), '{}')
	FROM access.staff me CROSS JOIN LATERAL (
		SELECT g.id FROM access.organisation g
		WHERE g.id = me.org_id OR NOT EXISTS (
			SELECT FROM access.staff s WHERE s.org_id = g.id AND s.active AND 'SUPERVISOR' = ANY (s.roles))
		UNION ALL SELECT access.system_actor('ANONYMOUS')) o
	WHERE me.subject = access.actor() AND me.active AND 'SUPERVISOR' = ANY (me.roles)
$$;
GRANT EXECUTE ON FUNCTION access.desk_teams(), access.desk_orgs() TO durumi_app, durumi_audit_owner;

-- CORE of the event's case, unless the reviewer held no key of it: then the month's log key
ALTER TABLE review.sign_off ADD COLUMN under_log_key boolean NOT NULL DEFAULT false;

RESET ROLE;
SET ROLE durumi_audit_owner;

CREATE OR REPLACE FUNCTION audit.stamp() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- or INSERT … ON CONFLICT DO NOTHING would take a number and leave a gap
	IF EXISTS (SELECT FROM audit.event e WHERE e.event_id = NEW.event_id) THEN
		RAISE EXCEPTION 'event exists' USING ERRCODE = 'unique_violation';
	END IF;
	UPDATE audit.session s SET next_seq = s.next_seq + 1
	 WHERE s.session_ref = NEW.session_ref AND s.actor = NEW.actor_id
	RETURNING s.next_seq - 1 INTO NEW.session_seq;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'no such session of this actor' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- whose desk reviews it is the database's word: the case's team, else that of the person it is about, else the actor's own
	SELECT c.team_id, c.org_id INTO NEW.subject_team, NEW.subject_org FROM casework.case_file c WHERE c.id = NEW.case_id;
	IF NOT FOUND AND NEW.subject_type = 'STAFF' THEN
		SELECT s.team_id, s.org_id INTO NEW.subject_team, NEW.subject_org FROM access.staff s WHERE s.subject = NEW.subject_id;
	END IF;
	IF NEW.subject_org IS NULL THEN
		SELECT s.team_id, s.org_id INTO NEW.subject_team, NEW.subject_org FROM access.staff s WHERE s.subject = NEW.actor_id;
	END IF;
	NEW.txid := pg_current_xact_id();
	NEW.occurred_at := greatest(clock_timestamp(), transaction_timestamp());
	NEW.leaf_format := 1;
	NEW.leaf_hash := audit.leaf_hash(NEW);
	RETURN NEW;
END $$;

CREATE INDEX event_no_team ON audit.event ((coalesce(subject_org, actor_id)), event_id) WHERE subject_team IS NULL;

CREATE POLICY read_of_fallback_desk ON audit.event FOR SELECT TO durumi_app USING (
	   subject_team = ANY ((SELECT access.desk_teams())::uuid[])
	OR subject_team IS NULL AND coalesce(subject_org, actor_id) = ANY ((SELECT access.desk_orgs())::uuid[]));

-- never her own: neither what she did nor what an entry without a case tells about herself
CREATE OR REPLACE VIEW audit.reviewable WITH (security_invoker, security_barrier) AS
	SELECT * FROM audit.event e
	WHERE (e.subject_team = ANY ((SELECT access.desk_teams())::uuid[])
	       OR e.subject_team IS NULL AND coalesce(e.subject_org, e.actor_id) = ANY ((SELECT access.desk_orgs())::uuid[]))
	  AND e.actor_id <> (SELECT access.actor())
	  AND NOT (e.case_id IS NULL AND e.subject_type = 'STAFF' AND e.subject_id = (SELECT access.actor()));

RESET ROLE;
