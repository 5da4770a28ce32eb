-- That a partner is told: what she is to be told of is taken down with the step itself, and told afterwards, by mail or by telephone.
-- One row a handoff and matter; when the matter comes again the row begins anew, and what was before stands in the log.
--
-- What this does not do: it cannot know that a mail was read, nor that somebody telephoned who says so.

SET ROLE durumi_owner;

CREATE TABLE handoffs.notice (
	id        uuid        NOT NULL REFERENCES handoffs.handoff,
	what      text        NOT NULL CHECK (what IN ('WAITS', 'ANSWER_OWED', 'OUTCOME_OWED', 'STOPPED', 'DEMANDED', 'MESSAGE')),
	since     timestamptz NOT NULL,
	tries     integer     NOT NULL DEFAULT 0 CHECK (tries >= 0), -- by mail
	next_try  timestamptz,
	told_at   timestamptz,
	told_by   uuid        REFERENCES access.staff,    -- by telephone; absent: by mail
	CHECK (told_by IS NULL OR told_at IS NOT NULL),
	PRIMARY KEY (id, what)
);
CREATE INDEX notice_untold ON handoffs.notice (since) WHERE told_at IS NULL;

-- Whether it still matters where the handoff is now. As whoever asks: of a handoff that she does not see nothing matters to her.
CREATE FUNCTION handoffs.matters(n handoffs.notice) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = n.id AND CASE n.what
		WHEN 'WAITS'        THEN h.state = 'SEALED' AND h.frozen_at IS NULL AND h.collect_by > statement_timestamp()
		                         AND handoffs.is_standing(h.id) AND handoffs.is_consented(h.id)
		WHEN 'ANSWER_OWED'  THEN h.state = 'COLLECTED' AND h.frozen_at IS NULL
		WHEN 'OUTCOME_OWED' THEN h.state = 'ACCEPTED'
		WHEN 'STOPPED'      THEN h.state = 'COLLECTED' AND h.frozen_at IS NOT NULL
		WHEN 'DEMANDED'     THEN h.state IN ('ACCEPTED', 'RECALLED')
		WHEN 'MESSAGE'      THEN h.state IN ('SEALED', 'COLLECTED', 'ACCEPTED') AND h.frozen_at IS NULL AND h.recall_demanded_at IS NULL
	END)
$$;

-- one node at a time, to the end of the transaction; another number than the sequencer's and Keycloak's
CREATE FUNCTION handoffs.my_turn_to_tell() RETURNS boolean
	LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
	SELECT access.is_system('HANDOFF_KEEPER') AND pg_try_advisory_xact_lock(1146442317, 5)
$$;
GRANT EXECUTE ON FUNCTION handoffs.matters(handoffs.notice), handoffs.my_turn_to_tell() TO durumi_app;

-- Takes down what a partner is to be told of; the steps call it, and nobody else can.
CREATE FUNCTION handoffs.to_tell(handoff uuid, matter text) RETURNS void
	LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
	INSERT INTO handoffs.notice AS n (id, what, since) VALUES (handoff, matter, statement_timestamp())
	ON CONFLICT (id, what) DO UPDATE SET since = excluded.since, tries = 0, next_try = NULL, told_at = NULL, told_by = NULL
$$;
REVOKE EXECUTE ON FUNCTION handoffs.to_tell(uuid, text) FROM PUBLIC;

CREATE FUNCTION handoffs.step_is_told() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.state = 'SEALED' AND OLD.state <> 'SEALED' THEN
		PERFORM handoffs.to_tell(NEW.id, 'WAITS');
	END IF;
	IF NEW.chased_at IS NOT NULL AND OLD.chased_at IS NULL THEN
		PERFORM handoffs.to_tell(NEW.id, CASE NEW.state WHEN 'ACCEPTED' THEN 'OUTCOME_OWED' ELSE 'ANSWER_OWED' END);
	END IF;
	IF NEW.frozen_at IS NOT NULL AND OLD.frozen_at IS NULL AND NEW.state = 'COLLECTED' THEN
		PERFORM handoffs.to_tell(NEW.id, 'STOPPED');
	END IF;
	IF NEW.recall_demanded_at IS NOT NULL AND OLD.recall_demanded_at IS NULL THEN
		PERFORM handoffs.to_tell(NEW.id, 'DEMANDED');
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER step_is_told AFTER UPDATE ON handoffs.handoff FOR EACH ROW EXECUTE FUNCTION handoffs.step_is_told();

-- what we write, not what she does
CREATE FUNCTION handoffs.message_is_told() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = NEW.id AND h.partner_id = NEW.author_org) THEN
		PERFORM handoffs.to_tell(NEW.id, 'MESSAGE');
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER message_is_told AFTER INSERT ON handoffs.message FOR EACH ROW EXECUTE FUNCTION handoffs.message_is_told();

-- Nobody unsays it, and the time is the database's. The job tells by mail and counts how often it tried; whoever telephoned says so herself.
CREATE FUNCTION handoffs.telling() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT row_security_active('handoffs.notice') THEN
		RETURN NEW;
	END IF;
	IF access.is_system('HANDOFF_KEEPER') THEN
		IF NEW.told_by IS NOT NULL THEN
			RAISE EXCEPTION 'the job telephones nobody' USING ERRCODE = 'insufficient_privilege';
		END IF;
	ELSIF NEW.told_at IS NULL OR NEW.told_by IS DISTINCT FROM access.actor() OR (NEW.tries, NEW.next_try) IS DISTINCT FROM (OLD.tries, OLD.next_try) THEN
		RAISE EXCEPTION 'whoever told a partner says so herself' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.told_at IS NOT NULL THEN
		NEW.told_at := statement_timestamp();
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER telling BEFORE UPDATE ON handoffs.notice FOR EACH ROW EXECUTE FUNCTION handoffs.telling();

ALTER TABLE handoffs.handoff ENABLE ALWAYS TRIGGER step_is_told;
ALTER TABLE handoffs.message ENABLE ALWAYS TRIGGER message_is_told;
ALTER TABLE handoffs.notice  ENABLE ALWAYS TRIGGER telling;

ALTER TABLE handoffs.notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE (tries, next_try, told_at, told_by) ON handoffs.notice TO durumi_app;
-- whoever of ours sees the handoff; no partner, who learns from the mail what she needs
CREATE POLICY read ON handoffs.notice FOR SELECT TO durumi_app USING (
	   (SELECT access.is_system('HANDOFF_KEEPER'))
	OR (SELECT access.my_org()) IS NOT NULL AND EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = notice.id));
CREATE POLICY tell ON handoffs.notice FOR UPDATE TO durumi_app
	USING (told_at IS NULL AND ((SELECT access.is_system('HANDOFF_KEEPER'))
		OR (SELECT access.my_org()) IS NOT NULL AND EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = notice.id)))
	WITH CHECK (true);

CALL casework.put_under_audit('handoffs.notice', 'id');
CALL casework.hold_rows('handoffs.notice', 'id', '{id, what}', '{since, tries, next_try, told_at, told_by}');

RESET ROLE;
