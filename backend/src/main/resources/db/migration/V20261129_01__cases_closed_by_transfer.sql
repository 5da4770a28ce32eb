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

-- Only an open case goes to another organisation. Whoever closes it at this moment holds its row: the later of the two finds the other.
CREATE FUNCTION handoffs.goes_open() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM casework.case_file c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
	IF EXISTS (SELECT FROM casework.case_file c WHERE c.id = NEW.case_id AND c.stage IN ('CLOSED', 'DECEASED')) THEN
		RAISE EXCEPTION 'a closed case goes nowhere' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
-- also when it is asked for once more
CREATE TRIGGER goes_open BEFORE INSERT OR UPDATE OF until ON handoffs.transfer FOR EACH ROW
	WHEN (NEW.until IS NULL) EXECUTE FUNCTION handoffs.goes_open();
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

-- The transfers that were accepted and whose case is still open with us.
CREATE FUNCTION handoffs.taken_and_open() RETURNS SETOF uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT t.id FROM handoffs.transfer t JOIN casework.case_file c ON c.id = t.case_id
	WHERE t.since IS NOT NULL AND t.until IS NULL AND c.stage NOT IN ('CLOSED', 'DECEASED') AND access.is_system('HANDOFF_KEEPER')
$$;

-- Closes the case of one of them; says which case, or nothing if it has been closed meanwhile.
CREATE FUNCTION casework.close_transferred(transfer uuid, move uuid) RETURNS uuid
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	file  casework.case_file;
BEGIN
	SELECT c.* INTO file FROM casework.case_file c JOIN handoffs.transfer t ON t.case_id = c.id WHERE t.id = transfer FOR NO KEY UPDATE OF c;
	-- asked once more: somebody may have held the row meanwhile
	IF NOT EXISTS (SELECT FROM handoffs.taken_and_open() WHERE taken_and_open = transfer) THEN
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
