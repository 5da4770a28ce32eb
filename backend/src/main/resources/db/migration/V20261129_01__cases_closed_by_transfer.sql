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

-- Whether an authority holds her, or returned her: also where she was lost sight of since.
CREATE FUNCTION handoffs.is_held(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM casework.case_file c WHERE c.id = wanted
		AND CASE c.stage WHEN 'LOST_CONTACT' THEN c.stage_before ELSE c.stage END IN ('DETAINED', 'REPATRIATED'))
$$;
-- the same of whose case a handoff is, which a partner does not see
CREATE FUNCTION handoffs.is_of_held(handoff uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT handoffs.is_held(hc.case_id) FROM handoffs.handoff_case hc WHERE hc.id = handoff
$$;
GRANT EXECUTE ON FUNCTION handoffs.is_held(uuid), handoffs.is_of_held(uuid) TO durumi_app;

-- Only a case that may be closed goes to another organisation. Whoever closes it at this moment holds its row: the later of the two finds
-- the other.
CREATE FUNCTION handoffs.goes_open() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM casework.case_file c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
	IF handoffs.is_held(NEW.case_id) OR EXISTS (SELECT FROM casework.case_file c WHERE c.id = NEW.case_id AND c.stage IN ('CLOSED', 'DECEASED')) THEN
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

-- As before, but that a case is also taken back after acceptance, and that nothing is sealed, collected or accepted of her who is held.
CREATE OR REPLACE FUNCTION handoffs.steps() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	step     text := OLD.state || ' ' || NEW.state;
	moves    boolean := OLD.state <> NEW.state;
	who      text;
	of_case  handoffs.handoff_case;
BEGIN
	IF moves AND step NOT IN ('DRAFT AWAITING_APPROVAL', 'DRAFT RECALLED', 'AWAITING_APPROVAL DRAFT', 'AWAITING_APPROVAL SEALED',
			'AWAITING_APPROVAL RECALLED', 'AWAITING_APPROVAL EXPIRED', 'SEALED COLLECTED', 'SEALED RECALLED', 'SEALED EXPIRED',
			'COLLECTED ACCEPTED', 'COLLECTED DECLINED', 'COLLECTED RECALLED', 'ACCEPTED COMPLETED', 'ACCEPTED RECALLED') THEN
		RAISE EXCEPTION 'a handoff does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF moves AND OLD.frozen_at IS NOT NULL AND NEW.state NOT IN ('DRAFT', 'RECALLED', 'EXPIRED') THEN
		RAISE EXCEPTION 'a frozen handoff goes nowhere' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- what it is and to whom it goes is settled when it is asked for
	IF (OLD.state <> 'DRAFT' OR moves) AND (NEW.partner_id, NEW.purpose, NEW.template, NEW.language, NEW.outcome_within)
	   IS DISTINCT FROM (OLD.partner_id, OLD.purpose, OLD.template, OLD.language, OLD.outcome_within) THEN
		RAISE EXCEPTION 'what was asked for is not changed' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF step <> 'AWAITING_APPROVAL SEALED'
	   AND (NEW.sealed_at, NEW.sealed_to, NEW.package_sha256, NEW.package_length, NEW.collect_by, NEW.copy_until)
	   IS DISTINCT FROM (OLD.sealed_at, OLD.sealed_to, OLD.package_sha256, OLD.package_length, OLD.collect_by, OLD.copy_until)
	   AND row_security_active('handoffs.handoff') THEN
		RAISE EXCEPTION 'what was sealed is not changed' USING ERRCODE = 'insufficient_privilege';
	END IF;
	CASE step
		WHEN 'DRAFT AWAITING_APPROVAL' THEN NEW.asked_at := statement_timestamp();
		WHEN 'AWAITING_APPROVAL DRAFT' THEN NEW.asked_at := NULL; NEW.approved_at := NULL; NEW.waits_for := NULL; NEW.frozen_at := NULL;
		WHEN 'AWAITING_APPROVAL SEALED' THEN NEW.waits_for := NULL;
		WHEN 'SEALED COLLECTED' THEN
			NEW.collected_at := statement_timestamp();
			NEW.acknowledge_by := statement_timestamp() + interval '24 hours';
		WHEN 'COLLECTED ACCEPTED' THEN
			NEW.answered_at := statement_timestamp();
			NEW.outcome_by := statement_timestamp() + make_interval(days => NEW.outcome_within);
			NEW.chased_at := NULL;
			NEW.escalated_at := NULL;
		WHEN 'COLLECTED DECLINED' THEN NEW.answered_at := statement_timestamp();
		WHEN 'ACCEPTED COMPLETED' THEN NEW.completed_at := statement_timestamp();
		ELSE
			IF NEW.state IN ('RECALLED', 'EXPIRED') AND moves THEN
				NEW.ended_at := statement_timestamp();
				IF OLD.collected_at IS NOT NULL THEN
					NEW.recall_demanded_at := coalesce(OLD.recall_demanded_at, statement_timestamp());
				END IF;
			END IF;
	END CASE;
	-- who owns the tables, and what row security does not bind, is not under the rest, as under none of row security
	IF NOT row_security_active('handoffs.handoff') THEN
		RETURN NEW;
	END IF;
	-- a case that is demanded back is taken back by handoffs.take_case_back() alone
	IF step = 'ACCEPTED RECALLED' THEN
		RAISE EXCEPTION 'a handoff does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'insufficient_privilege';
	END IF;
	who := CASE WHEN access.is_system('HANDOFF_KEEPER') THEN 'KEEPER' WHEN access.partner_org() IS NOT NULL THEN 'PARTNER' ELSE 'STAFF' END;
	IF who <> 'KEEPER' AND (NEW.waits_for, NEW.package_gone_at, NEW.copy_gone_at, NEW.chased_at, NEW.escalated_at)
	   IS DISTINCT FROM (OLD.waits_for, OLD.package_gone_at, OLD.copy_gone_at, OLD.chased_at, OLD.escalated_at)
	   AND step NOT IN ('AWAITING_APPROVAL DRAFT', 'COLLECTED ACCEPTED')
	   OR who <> 'STAFF' AND (NEW.approved_at, NEW.frozen_at) IS DISTINCT FROM (OLD.approved_at, OLD.frozen_at)
	   OR who = 'PARTNER' AND NOT (moves AND step IN ('SEALED COLLECTED', 'COLLECTED ACCEPTED', 'COLLECTED DECLINED', 'ACCEPTED COMPLETED'))
	   OR who = 'PARTNER' AND NOT handoffs.is_received(OLD.id) AND step <> 'ACCEPTED COMPLETED'
	   OR who = 'KEEPER' AND moves AND step NOT IN ('AWAITING_APPROVAL SEALED', 'AWAITING_APPROVAL EXPIRED', 'SEALED EXPIRED')
	   OR who = 'STAFF' AND moves AND step IN ('AWAITING_APPROVAL SEALED', 'AWAITING_APPROVAL EXPIRED', 'SEALED EXPIRED')
	   OR who <> 'STAFF' AND NEW.recall_demanded_at IS DISTINCT FROM OLD.recall_demanded_at THEN
		RAISE EXCEPTION 'not this actor''s step' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF step IN ('SEALED COLLECTED', 'COLLECTED ACCEPTED') AND NOT handoffs.is_standing(OLD.id) THEN
		RAISE EXCEPTION 'nothing goes to this partner or by this key any more' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF step IN ('AWAITING_APPROVAL SEALED', 'SEALED COLLECTED') AND NOT handoffs.is_consented(OLD.id) THEN
		RAISE EXCEPTION 'her consent is over' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF step IN ('AWAITING_APPROVAL SEALED', 'SEALED COLLECTED', 'COLLECTED ACCEPTED')
	   AND handoffs.is_of_held(OLD.id) THEN
		RAISE EXCEPTION 'nothing goes on while she is held' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF step = 'AWAITING_APPROVAL SEALED' AND (NEW.approved_at IS NULL OR NOT EXISTS (SELECT FROM handoffs.package p WHERE p.id = NEW.id)
	   OR NOT EXISTS (SELECT FROM handoffs.handoff_case hc JOIN access.approval_request r ON r.id = hc.approval_id
			WHERE hc.id = NEW.id AND r.kind = 'HANDOFF' AND r.case_id = hc.case_id AND r.state = 'USED' AND r.xmin = pg_current_xact_id()::xid)) THEN
		RAISE EXCEPTION 'a handoff is sealed with a word that is used for it' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF step = 'AWAITING_APPROVAL SEALED' AND NOT EXISTS (
			SELECT FROM handoffs.handoff_case hc WHERE hc.id = NEW.id AND hc.parts_sha256 = handoffs.parts_sha256(NEW.id))
	   OR step = 'DRAFT AWAITING_APPROVAL' AND NOT handoffs.parts_are_new(NEW.id) THEN
		RAISE EXCEPTION 'what was agreed to is what leaves' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF step = 'SEALED EXPIRED' AND OLD.collect_by > statement_timestamp() OR NEW.package_gone_at IS DISTINCT FROM OLD.package_gone_at AND OLD.collect_by > statement_timestamp()
	   OR NEW.copy_gone_at IS DISTINCT FROM OLD.copy_gone_at AND OLD.copy_until > statement_timestamp() AND handoffs.is_consented(OLD.id)
	   OR step = 'AWAITING_APPROVAL EXPIRED' AND EXISTS (SELECT FROM handoffs.handoff_case hc JOIN access.approval_request r ON r.id = hc.approval_id
			WHERE hc.id = NEW.id AND r.expires_at > statement_timestamp()) THEN
		RAISE EXCEPTION 'its time is not over' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF who <> 'STAFF' THEN
		RETURN NEW;
	END IF;
	SELECT * INTO of_case FROM handoffs.handoff_case hc WHERE hc.id = OLD.id;
	-- asked for by whoever may work on the case, agreed to by the second person, who is the one that answered the request
	IF step = 'DRAFT AWAITING_APPROVAL' AND NOT EXISTS (SELECT FROM access.approval_request r WHERE r.id = of_case.approval_id
			AND r.kind = 'HANDOFF' AND r.case_id = of_case.case_id AND r.requested_by = access.actor() AND r.state = 'PENDING')
	   OR NEW.approved_at IS DISTINCT FROM OLD.approved_at AND step <> 'AWAITING_APPROVAL DRAFT' AND NOT (OLD.approved_at IS NULL AND step = 'AWAITING_APPROVAL AWAITING_APPROVAL'
		AND EXISTS (SELECT FROM access.approval_request r WHERE r.id = of_case.approval_id AND r.state = 'APPROVED' AND r.decided_by = access.actor())) THEN
		RAISE EXCEPTION 'a handoff takes a second person' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- what an arrest or a return stops is neither asked for nor agreed to nor let go on during it
	IF (step = 'DRAFT AWAITING_APPROVAL' OR NEW.approved_at IS NOT NULL AND OLD.approved_at IS NULL
	    OR NEW.frozen_at IS NULL AND OLD.frozen_at IS NOT NULL AND step <> 'AWAITING_APPROVAL DRAFT')
	   AND handoffs.is_held(of_case.case_id) THEN
		RAISE EXCEPTION 'nothing goes on while she is held' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- without her consent nothing is asked for that is not on the supervisor's desk
	IF step = 'DRAFT AWAITING_APPROVAL' AND of_case.overridden AND NOT EXISTS (SELECT FROM audit.event e
			WHERE e.txid = pg_current_xact_id() AND e.occurred_at >= transaction_timestamp() AND e.outcome = 0
			  AND e.action = 'CONSENT_OVERRIDDEN' AND e.subject_id = NEW.id AND e.actor_id = access.actor()) THEN
		RAISE EXCEPTION 'what is overridden is reviewed' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- an answer without an account is one that was signed
	IF step IN ('COLLECTED ACCEPTED', 'COLLECTED DECLINED', 'ACCEPTED COMPLETED')
	   AND NOT EXISTS (SELECT FROM handoffs.acknowledgement a WHERE a.id = NEW.id AND a.outcome = NEW.state) THEN
		RAISE EXCEPTION 'nobody answers for a partner' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- frozen by handoffs.freeze() alone, and let go on by a supervisor who shows that it is her and did not ask for it
	IF NEW.frozen_at IS DISTINCT FROM OLD.frozen_at AND step <> 'AWAITING_APPROVAL DRAFT' AND NOT (NEW.frozen_at IS NULL AND access.acr() >= 2 AND EXISTS (
			SELECT FROM casework.case_file c WHERE c.id = of_case.case_id AND c.team_id = ANY (access.supervised_teams()))
		AND of_case.composed_by <> access.actor() AND EXISTS (
			SELECT FROM access.approval_request r WHERE r.id = of_case.approval_id AND r.requested_by <> access.actor())) THEN
		RAISE EXCEPTION 'a supervisor lets a frozen handoff go on' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- what a supervisor does with a handoff of which she does not work on the case: agree, refuse, let go on, take back
	IF of_case.case_id <> ALL (access.worked_cases()) AND moves AND NEW.state NOT IN ('DRAFT', 'RECALLED') THEN
		RAISE EXCEPTION 'whoever works on the case does this' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;

-- As before, but that the case is ours again after each outcome that leaves nobody who follows her, and that once it is, it is so since then.
CREATE OR REPLACE FUNCTION handoffs.follow() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.state IN ('DRAFT', 'DECLINED', 'COMPLETED', 'RECALLED', 'EXPIRED') OR NEW.copy_gone_at IS NOT NULL OR NEW.recall_demanded_at IS NOT NULL THEN
		DELETE FROM handoffs.part p WHERE p.id = NEW.id;
	END IF;
	IF NEW.state IN ('DECLINED', 'COMPLETED', 'RECALLED', 'EXPIRED') OR NEW.package_gone_at IS NOT NULL OR NEW.recall_demanded_at IS NOT NULL THEN
		DELETE FROM handoffs.package p WHERE p.id = NEW.id;
	END IF;
	IF NEW.frozen_at IS NULL AND OLD.frozen_at IS NOT NULL THEN
		UPDATE handoffs.handoff_case hc SET frozen_why = '{}', version = hc.version + 1 WHERE hc.id = NEW.id;
	END IF;
	IF NEW.purpose = 'TRANSFER' AND NEW.state <> OLD.state THEN
		CASE NEW.state
			WHEN 'AWAITING_APPROVAL' THEN
				INSERT INTO handoffs.transfer (id, case_id, partner_id)
					SELECT hc.id, hc.case_id, NEW.partner_id FROM handoffs.handoff_case hc WHERE hc.id = NEW.id
					ON CONFLICT (id) DO UPDATE SET partner_id = excluded.partner_id, until = NULL;
			WHEN 'ACCEPTED' THEN UPDATE handoffs.transfer t SET since = NEW.answered_at WHERE t.id = NEW.id;
			WHEN 'DRAFT', 'DECLINED', 'RECALLED', 'EXPIRED' THEN UPDATE handoffs.transfer t SET until = statement_timestamp() WHERE t.id = NEW.id AND t.until IS NULL;
			WHEN 'COMPLETED' THEN
				-- who says that nobody follows her there has the case no longer, as one who gives it back
				IF NEW.outcome_code IN ('RETURNED', 'SHE_ENDED_IT', 'LOST_CONTACT', 'DECEASED') THEN
					UPDATE handoffs.transfer t SET until = NEW.completed_at WHERE t.id = NEW.id AND t.until IS NULL;
				END IF;
			ELSE NULL;
		END CASE;
	END IF;
	RETURN NULL;
END $$;

-- Ours again without the partner, who has ended the handoff, or was told that the case is demanded back and does not give it: by a
-- supervisor of the team who shows that it is her and did not ask for it. A partner who is closed is told nothing. Says whether it was theirs.
CREATE FUNCTION handoffs.take_case_back(wanted uuid) RETURNS boolean
	LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	handoff  handoffs.handoff;
BEGIN
	SELECT h.* INTO handoff FROM handoffs.handoff h
		JOIN handoffs.handoff_case hc ON hc.id = h.id JOIN casework.case_file c ON c.id = hc.case_id
		JOIN access.approval_request r ON r.id = hc.approval_id
	 WHERE h.id = wanted AND access.acr() >= 2 AND c.team_id = ANY (access.supervised_teams())
	   AND access.actor() NOT IN (hc.composed_by, r.requested_by)
	   FOR UPDATE OF h;
	IF NOT FOUND OR NOT EXISTS (SELECT FROM handoffs.transfer t WHERE t.id = wanted AND t.since IS NOT NULL AND t.until IS NULL)
	   OR handoff.state <> 'COMPLETED' AND (handoff.recall_demanded_at IS NULL OR NOT handoffs.is_demand_told(wanted)) THEN
		RETURN false;
	END IF;
	-- the case is ours by that, see follow()
	UPDATE handoffs.handoff h SET state = 'RECALLED', version = h.version + 1 WHERE h.id = wanted AND h.state = 'ACCEPTED';
	UPDATE handoffs.transfer t SET until = statement_timestamp() WHERE t.id = wanted AND t.until IS NULL;
	RETURN true;
END $$;

-- Whether the partner was told that it is demanded back, or is closed.
CREATE FUNCTION handoffs.is_demand_told(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM handoffs.handoff h JOIN partners.partner p ON p.id = h.partner_id WHERE h.id = wanted
		AND (NOT p.enabled OR EXISTS (SELECT FROM handoffs.notice n WHERE n.id = h.id AND n.what = 'DEMANDED' AND n.told_at IS NOT NULL)))
$$;
GRANT EXECUTE ON FUNCTION handoffs.is_demand_told(uuid) TO durumi_app;
GRANT EXECUTE ON FUNCTION handoffs.take_case_back(uuid) TO durumi_app;

-- The transfers that were accepted and whose case is still open with us, the longest first. That she is held or was returned is
-- no reason to close.
CREATE FUNCTION handoffs.taken_and_open() RETURNS SETOF uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT t.id FROM handoffs.transfer t JOIN casework.case_file c ON c.id = t.case_id
	WHERE t.since IS NOT NULL AND t.until IS NULL AND c.stage NOT IN ('CLOSED', 'DECEASED') AND NOT handoffs.is_held(c.id) AND access.is_system('HANDOFF_KEEPER')
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
