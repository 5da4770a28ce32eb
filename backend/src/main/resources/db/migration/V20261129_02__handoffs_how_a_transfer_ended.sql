-- How a transfer ended is a partner's word. One of ours asks them, and says that she did; until then it stands among what needs attention.
-- And a partner is told when a case is taken back from them.
--
-- What this does not do: it cannot know that somebody spoke with the partner who says so.

SET ROLE durumi_owner;

CREATE TABLE handoffs.checked_end (
	id          uuid        PRIMARY KEY REFERENCES handoffs.handoff,
	checked_by  uuid        NOT NULL REFERENCES access.staff,
	checked_at  timestamptz NOT NULL DEFAULT statement_timestamp()
);
ALTER TABLE handoffs.checked_end ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT (id, checked_by) ON handoffs.checked_end TO durumi_app;
-- whoever of ours sees the handoff
CREATE POLICY read ON handoffs.checked_end FOR SELECT TO durumi_app USING (
	(SELECT access.my_org()) IS NOT NULL AND EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = checked_end.id));
CREATE POLICY check_end ON handoffs.checked_end FOR INSERT TO durumi_app WITH CHECK (
	    checked_by = (SELECT access.actor())
	AND (SELECT access.my_org()) IS NOT NULL AND EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = checked_end.id)
	AND EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = checked_end.id AND h.purpose = 'TRANSFER' AND h.state = 'COMPLETED'));
CALL casework.put_under_audit('handoffs.checked_end', 'id');
CALL casework.hold_rows('handoffs.checked_end', 'id', '{id}', '{checked_by, checked_at}');

-- When a case was taken back from the partner who asks, who sees no transfer. One that they gave back ended with what they reported.
CREATE FUNCTION handoffs.taken_back_at(wanted uuid) RETURNS timestamptz
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT t.until FROM handoffs.transfer t JOIN handoffs.handoff h ON h.id = t.id
	WHERE t.id = wanted AND t.since IS NOT NULL AND t.until IS DISTINCT FROM h.completed_at AND h.partner_id = handoffs.receiving_org()
$$;
GRANT EXECUTE ON FUNCTION handoffs.taken_back_at(uuid) TO durumi_app;

ALTER TABLE handoffs.notice
	DROP CONSTRAINT notice_what_check,
	ADD CONSTRAINT notice_what_check CHECK (what IN ('WAITS', 'ANSWER_OWED', 'OUTCOME_OWED', 'STOPPED', 'DEMANDED', 'MESSAGE', 'TAKEN_BACK'));

-- when a case was last back is asked at each closing
CREATE INDEX transfer_case ON handoffs.transfer (case_id, until);

-- As before, and: that a case is not theirs any more matters until they know, or have it once more.
CREATE OR REPLACE FUNCTION handoffs.matters(n handoffs.notice) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = n.id AND CASE n.what
		WHEN 'WAITS'        THEN h.state = 'SEALED' AND h.frozen_at IS NULL AND h.collect_by > statement_timestamp()
		                         AND handoffs.is_standing(h.id) AND handoffs.is_consented(h.id)
		WHEN 'ANSWER_OWED'  THEN h.state = 'COLLECTED' AND h.frozen_at IS NULL
		WHEN 'OUTCOME_OWED' THEN h.state = 'ACCEPTED'
		WHEN 'STOPPED'      THEN h.state = 'COLLECTED' AND h.frozen_at IS NOT NULL
		WHEN 'DEMANDED'     THEN h.state IN ('ACCEPTED', 'RECALLED')
		WHEN 'MESSAGE'      THEN h.state IN ('SEALED', 'COLLECTED', 'ACCEPTED') AND h.frozen_at IS NULL AND h.recall_demanded_at IS NULL
		WHEN 'TAKEN_BACK'   THEN NOT EXISTS (SELECT FROM handoffs.transfer was JOIN handoffs.transfer t ON t.case_id = was.case_id
		                         WHERE was.id = h.id AND t.partner_id = h.partner_id AND t.since IS NOT NULL AND t.until IS NULL)
	END)
$$;

-- not of one that the partner gave back
CREATE FUNCTION handoffs.taking_back_is_told() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = NEW.id AND NEW.until IS DISTINCT FROM h.completed_at) THEN
		PERFORM handoffs.to_tell(NEW.id, 'TAKEN_BACK');
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER taking_back_is_told AFTER UPDATE OF until ON handoffs.transfer FOR EACH ROW
	WHEN (NEW.since IS NOT NULL AND OLD.until IS NULL AND NEW.until IS NOT NULL) EXECUTE FUNCTION handoffs.taking_back_is_told();
ALTER TABLE handoffs.transfer ENABLE ALWAYS TRIGGER taking_back_is_told;

RESET ROLE;
