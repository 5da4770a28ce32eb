-- A case that another organisation has taken over is closed with us by the job that keeps handoffs, within seconds of the acceptance and
-- without a key: such a move says nothing that does not stand beside it in clear. Until it is given back nobody here moves the case, and
-- while a transfer is under way nobody closes it, so that what a partner accepts is a case that is open.
--
-- What this does not do: it does not judge whether the acceptance was the partner's; that is where a handoff is accepted.

SET ROLE durumi_owner;

-- Moved by nobody of ours, on the word of the second person who agreed to the transfer.
ALTER TABLE casework.stage_move
	ALTER COLUMN recorded_by DROP NOT NULL,
	ALTER COLUMN content DROP NOT NULL,
	DROP CONSTRAINT stage_move_kind_check,
	ADD CONSTRAINT stage_move_kind_check CHECK (kind IN ('INTAKE', 'MOVE', 'EMERGENCY', 'REOPENING', 'UNDO', 'TRANSFER')),
	ADD CONSTRAINT stage_move_of_nobody CHECK (num_nulls(recorded_by, content) = CASE kind WHEN 'TRANSFER' THEN 2 ELSE 0 END),
	ADD CONSTRAINT stage_move_transferred CHECK (kind <> 'TRANSFER' OR to_stage = 'CLOSED' AND approval_id IS NOT NULL);

-- whether it was asked to go to another organisation, and is still ours
CREATE FUNCTION handoffs.is_on_its_way(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM handoffs.transfer t WHERE t.case_id = wanted AND t.since IS NULL AND t.until IS NULL)
$$;
GRANT EXECUTE ON FUNCTION handoffs.is_on_its_way(uuid) TO durumi_app;

-- Only a case that may be closed goes to another organisation. Whoever closes it at this moment holds its row: the later of the two finds
-- the other.
CREATE FUNCTION handoffs.goes_open() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM casework.case_file c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
	IF EXISTS (SELECT FROM casework.case_file c WHERE c.id = NEW.case_id AND c.stage IN ('CLOSED', 'DECEASED', 'REPATRIATED')) THEN
		RAISE EXCEPTION 'this case goes nowhere' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
-- also when it is asked for once more
CREATE TRIGGER goes_open BEFORE INSERT OR UPDATE OF until ON handoffs.transfer FOR EACH ROW
	WHEN (NEW.since IS NULL AND NEW.until IS NULL) EXECUTE FUNCTION handoffs.goes_open();
ALTER TABLE handoffs.transfer ENABLE ALWAYS TRIGGER goes_open;

-- A case that another organisation has moves nowhere until they give it back; whoever owns the tables closes it, through the function below.
CREATE OR REPLACE FUNCTION handoffs.one_custodian() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF handoffs.is_elsewhere(NEW.id) AND (NEW.stage <> 'CLOSED' OR row_security_active('casework.case_file')) THEN
		RAISE EXCEPTION 'another organisation has the case' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.stage IN ('CLOSED', 'DECEASED') AND handoffs.is_on_its_way(NEW.id) THEN
		RAISE EXCEPTION 'the case is on its way to another organisation' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;

-- What an arrest would stop is neither asked for nor agreed to nor let go on after a repatriation either (as steps() has it of an arrest).
CREATE FUNCTION handoffs.nothing_after_a_repatriation() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF row_security_active('handoffs.handoff') AND EXISTS (
			SELECT FROM handoffs.handoff_case hc JOIN casework.case_file c ON c.id = hc.case_id WHERE hc.id = NEW.id AND c.stage = 'REPATRIATED') THEN
		RAISE EXCEPTION 'nothing goes on after a repatriation' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER nothing_after_a_repatriation BEFORE UPDATE ON handoffs.handoff FOR EACH ROW
	WHEN (OLD.state = 'DRAFT' AND NEW.state = 'AWAITING_APPROVAL'
	   OR NEW.state <> 'DRAFT' AND (OLD.approved_at IS NULL AND NEW.approved_at IS NOT NULL OR OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS NULL))
	EXECUTE FUNCTION handoffs.nothing_after_a_repatriation();
ALTER TABLE handoffs.handoff ENABLE ALWAYS TRIGGER nothing_after_a_repatriation;

-- A partner who says that nobody follows her any more has the case no longer, as one who gives it back.
CREATE FUNCTION handoffs.custody_ends() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE handoffs.transfer t SET until = NEW.completed_at WHERE t.id = NEW.id AND t.until IS NULL;
	RETURN NULL;
END $$;
CREATE TRIGGER custody_ends AFTER UPDATE OF state ON handoffs.handoff FOR EACH ROW
	WHEN (NEW.purpose = 'TRANSFER' AND NEW.state = 'COMPLETED' AND OLD.state <> 'COMPLETED'
	  AND NEW.outcome_code IN ('SHE_ENDED_IT', 'LOST_CONTACT', 'DECEASED'))
	EXECUTE FUNCTION handoffs.custody_ends();
ALTER TABLE handoffs.handoff ENABLE ALWAYS TRIGGER custody_ends;

-- Ours again without the partner, who has ended the handoff or owes the case since it was demanded back: by a supervisor of the team who
-- shows that it is her and did not ask for it. Says whether it was theirs.
CREATE FUNCTION handoffs.take_case_back(wanted uuid) RETURNS boolean
	LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH ours AS (
	UPDATE handoffs.transfer t SET until = statement_timestamp()
	  FROM handoffs.handoff h JOIN handoffs.handoff_case hc ON hc.id = h.id JOIN casework.case_file c ON c.id = hc.case_id
	 WHERE t.id = wanted AND h.id = wanted AND t.since IS NOT NULL AND t.until IS NULL
	   AND (h.state = 'COMPLETED' OR h.recall_demanded_at IS NOT NULL)
	   AND access.acr() >= 2 AND c.team_id = ANY (access.supervised_teams()) AND hc.composed_by <> access.actor()
	   AND EXISTS (SELECT FROM access.approval_request r WHERE r.id = hc.approval_id AND r.requested_by <> access.actor())
	RETURNING 1)
	SELECT EXISTS (SELECT FROM ours)
$$;
GRANT EXECUTE ON FUNCTION handoffs.take_case_back(uuid) TO durumi_app;

-- The transfers that were accepted and whose case is still open with us, the longest first. A repatriation is no reason to close.
CREATE FUNCTION handoffs.taken_and_open() RETURNS SETOF uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT t.id FROM handoffs.transfer t JOIN casework.case_file c ON c.id = t.case_id
	WHERE t.since IS NOT NULL AND t.until IS NULL AND c.stage NOT IN ('CLOSED', 'DECEASED', 'REPATRIATED') AND access.is_system('HANDOFF_KEEPER')
	ORDER BY t.since
$$;

-- Closes the case of one of them; says which case, or nothing if it has been closed meanwhile or somebody is at it.
CREATE FUNCTION casework.close_transferred(transfer uuid, move uuid) RETURNS uuid
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	file  casework.case_file;
BEGIN
	IF NOT access.is_system('HANDOFF_KEEPER') THEN
		RETURN NULL;
	END IF;
	SELECT c.* INTO file FROM casework.case_file c JOIN handoffs.transfer t ON t.case_id = c.id WHERE t.id = transfer
		FOR NO KEY UPDATE OF c SKIP LOCKED;
	-- asked once more, since it was listed before
	IF NOT FOUND OR NOT EXISTS (SELECT FROM handoffs.taken_and_open() WHERE taken_and_open = transfer) THEN
		RETURN NULL;
	END IF;
	INSERT INTO casework.stage_move (id, case_id, number, kind, from_stage, to_stage, cycle, recorded_at, approval_id)
		SELECT move, file.id, (SELECT coalesce(max(m.number), 0) + 1 FROM casework.stage_move m WHERE m.case_id = file.id),
		       'TRANSFER', file.stage, 'CLOSED', file.cycle, statement_timestamp(), hc.approval_id
		FROM handoffs.handoff_case hc WHERE hc.id = transfer;
	UPDATE casework.case_file c SET stage = 'CLOSED', stage_before = file.stage, next_due = NULL, version = c.version + 1 WHERE c.id = file.id;
	RETURN file.id;
END $$;
GRANT EXECUTE ON FUNCTION handoffs.taken_and_open(), casework.close_transferred(uuid, uuid) TO durumi_app;

RESET ROLE;
