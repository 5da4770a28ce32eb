-- The second word for whom Durumi opens to, or for names that leave, is given with a fresh factor as well: else one administrator who
-- takes over a colleague's account gives it to herself. A reset alarms, what is done to the account of who gives such words is every
-- supervisor's matter, and what is done at Keycloak past Durumi opens nothing for a day.

SET ROLE durumi_audit_owner;

CREATE FUNCTION audit.had_signed_in(person uuid, at timestamptz) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audit.event e WHERE e.actor_id = person AND e.action = 'SIGNED_IN' AND e.occurred_at < at)
$$;
GRANT EXECUTE ON FUNCTION audit.had_signed_in(uuid, timestamptz) TO durumi_owner;

RESET ROLE;
SET ROLE durumi_owner;

-- saying no stays free
ALTER POLICY decide ON access.approval_request
	WITH CHECK (access.may_decide(approval_request)
		AND decided_by = (SELECT access.actor())
		AND (state = 'REJECTED'
		     OR state = 'APPROVED' AND (kind NOT IN ('ADMISSION', 'ROLE_CHANGE', 'EXPORT') OR (SELECT access.acr()) >= 2)));

-- Somebody administered this person's account at Keycloak itself: her sessions end, and for a day her factor, which may be another's,
-- opens nothing more than her password does. Nothing else of hers can be touched so. An account that nobody had used yet, such as
-- that of the first administrator, has nothing to lose.
CREATE FUNCTION access.rest_factor(person uuid, at timestamptz) RETURNS void
	LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	UPDATE access.staff s SET factor_reset_at = statement_timestamp()
	WHERE s.subject = person AND access.is_system('KEYCLOAK_WATCH') AND audit.had_signed_in(person, at)
$$;
GRANT EXECUTE ON FUNCTION access.rest_factor(uuid, timestamptz) TO durumi_app;

-- Whether the actor is in, to the end of the transaction: whoever shuts her out or changes her waits for it, and then ends what it began.
CREATE FUNCTION access.stays_in() RETURNS boolean
	LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM access.staff s WHERE s.subject = access.actor() AND s.active FOR SHARE;
	RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION access.stays_in() TO durumi_app;
CREATE FUNCTION access.session_of_who_is_in() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT access.stays_in() THEN
		RAISE EXCEPTION 'a session is for who is in' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER session_of_who_is_in BEFORE INSERT ON access.web_session
	FOR EACH ROW EXECUTE FUNCTION access.session_of_who_is_in();
ALTER TABLE access.web_session ENABLE ALWAYS TRIGGER session_of_who_is_in;

-- whose account, in others' hands, lets somebody in or names out
CREATE FUNCTION access.gives_words(person uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM access.staff s WHERE s.subject = person AND s.roles && ARRAY['ADMIN', 'SUPERVISOR'])
$$;
GRANT EXECUTE ON FUNCTION access.gives_words(uuid) TO durumi_audit_owner;

-- A case's risk, consent and last contact follow from casework; whoever only travels with it moves its stage and nothing else.
CREATE FUNCTION casework.work_is_not_travel() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF row_security_active('casework.case_file') AND NEW.id <> ALL (access.worked_cases()) THEN
		RAISE EXCEPTION 'whoever travels with a case does no casework in it' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER work_is_not_travel BEFORE UPDATE ON casework.case_file FOR EACH ROW
	WHEN ((OLD.risk_level, OLD.consent_state, OLD.last_contact) IS DISTINCT FROM (NEW.risk_level, NEW.consent_state, NEW.last_contact))
	EXECUTE FUNCTION casework.work_is_not_travel();
ALTER TABLE casework.case_file ENABLE ALWAYS TRIGGER work_is_not_travel;

-- As a factor's: whoever writes when a password was given writes now.
CREATE FUNCTION access.password_reset_is_now() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	NEW.password_reset_at := statement_timestamp();
	RETURN NEW;
END $$;
CREATE TRIGGER password_reset_is_now BEFORE UPDATE OF password_reset_at ON access.staff
	FOR EACH ROW EXECUTE FUNCTION access.password_reset_is_now();
ALTER TABLE access.staff ENABLE ALWAYS TRIGGER password_reset_is_now, ENABLE ALWAYS TRIGGER factor_reset_is_now,
	ENABLE ALWAYS TRIGGER takes_two, ENABLE ALWAYS TRIGGER end_sessions;

RESET ROLE;
SET ROLE durumi_audit_owner;

-- As before (V20261124_02), and: what others do to the account of who gives words lies on every supervisor's desk.
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

-- A new password or factor alarms too: whoever gave it can sign in as that person.
DROP INDEX audit.event_alert;
CREATE INDEX event_alert ON audit.event (event_id) WHERE action IN ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED',
	'KEYCLOAK_IMPERSONATED', 'PASSWORD_RESET', 'FACTOR_RESET');

CREATE OR REPLACE FUNCTION audit.alerts() RETURNS TABLE (event_id uuid, occurred_at timestamptz, action text, subject uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT e.event_id, e.occurred_at, e.action, s.subject
	FROM audit.event e
	LEFT JOIN access.staff s ON s.subject = e.subject_id AND e.subject_type = 'STAFF'
	WHERE e.action IN ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED', 'PASSWORD_RESET', 'FACTOR_RESET')
	  AND access.administered_org() IS NOT NULL
	  AND (s.subject IS NULL OR s.org_id = access.administered_org() OR 'PARTNER' = ANY (s.roles))
	  AND NOT EXISTS (SELECT FROM review.sign_off r WHERE r.event_id = e.event_id)
	ORDER BY e.event_id DESC
$$;

RESET ROLE;
SET ROLE durumi_owner;

-- An alert is silenced with a fresh factor as well: else two accounts in one hand silence the alerts about each other.
ALTER POLICY add ON review.sign_off WITH CHECK (
	    reviewer = (SELECT access.actor())
	AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = sign_off.event_id AND ((SELECT access.acr()) >= 2
		OR r.action NOT IN ('SIGN_IN_REFUSED', 'TOKEN_REFUSED', 'KEYCLOAK_CHANGED', 'KEYCLOAK_IMPERSONATED', 'PASSWORD_RESET', 'FACTOR_RESET'))));

RESET ROLE;
