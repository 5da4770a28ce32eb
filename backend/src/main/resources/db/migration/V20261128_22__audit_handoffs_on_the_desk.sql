-- Whatever is done with a handoff lies on the desk of the case's team, also where whoever does it knows of no case: a partner's member, or
-- one who tries the ids of others, or the job. And what she has not consented to share is reviewed when it is put into a handoff.

SET ROLE durumi_owner;
GRANT SELECT ON handoffs.handoff_case TO durumi_audit_owner;
RESET ROLE;
SET ROLE durumi_audit_owner;

-- As before (V20261125_72), and: a handoff's event is of its case's team.
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
		IF NEW.actor_id <> NEW.subject_id AND access.gives_words(NEW.subject_id) THEN
			NEW.subject_team := NULL;
		END IF;
	ELSIF NEW.subject_org IS NULL AND NEW.subject_type = 'HANDOFF' THEN
		SELECT c.team_id, c.org_id INTO NEW.subject_team, NEW.subject_org
		FROM handoffs.handoff_case h JOIN casework.case_file c ON c.id = h.case_id WHERE h.id = NEW.subject_id;
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

-- by the event itself and not by the rules' next round: it follows from nothing but that it is there
CREATE FUNCTION audit.flag_override() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO review.flag (event_id, rule, bucket, due_at)
		VALUES (NEW.event_id, 'WITHOUT_CONSENT', NEW.event_id::text, statement_timestamp() + interval '72 hours');
	RETURN NULL;
END $$;
CREATE TRIGGER flag_override AFTER INSERT ON audit.event FOR EACH ROW WHEN (NEW.action = 'CONSENT_OVERRIDDEN' AND NEW.outcome = 0)
	EXECUTE FUNCTION audit.flag_override();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER flag_override;

-- A survivor whom a partner handed to us is lost where nobody decides, and where somebody says no who has not read who she is.
CREATE FUNCTION audit.flag_referral() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.action = 'REFERRAL_EXPIRED' OR NOT EXISTS (
			SELECT FROM audit.event e WHERE e.subject_id = NEW.subject_id AND e.action = 'REFERRAL_OPENED' AND e.outcome = 0
			  -- none waits longer than 90 days
			  AND e.actor_id = NEW.actor_id AND e.event_id >= audit.id_at(statement_timestamp() - interval '91 days')) THEN
		INSERT INTO review.flag (event_id, rule, bucket, due_at)
			VALUES (NEW.event_id, CASE NEW.action WHEN 'REFERRAL_EXPIRED' THEN 'UNDECIDED' ELSE 'DECLINED_UNREAD' END, NEW.event_id::text,
				statement_timestamp() + interval '72 hours');
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER flag_referral AFTER INSERT ON audit.event FOR EACH ROW WHEN (NEW.action IN ('REFERRAL_EXPIRED', 'REFERRAL_DECLINED') AND NEW.outcome = 0)
	EXECUTE FUNCTION audit.flag_referral();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER flag_referral;

RESET ROLE;
