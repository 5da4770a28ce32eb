-- A survivor whom a partner hands to us, before somebody of ours has taken her into a case. What the partner tells lies in a holding area,
-- each under a key of its own that lies in its row, until it is decided, withdrawn or too old; then it is gone. The partner sees how hers
-- stands and the reference she gave it, never again what she told, and nothing of our cases.
--
-- What this does not do: it does not know whether what a partner tells is true, and takes nothing out of a backup that was made before.

CREATE SCHEMA inbound AUTHORIZATION durumi_owner;

SET ROLE durumi_owner;
GRANT USAGE ON SCHEMA inbound TO durumi_app;

CREATE TABLE inbound.referral (
	id               uuid        PRIMARY KEY,
	partner_id       uuid        NOT NULL REFERENCES access.organisation,
	handed_by        uuid        NOT NULL,               -- a member of the partner's, or a machine
	received_at      timestamptz NOT NULL DEFAULT statement_timestamp(),
	decide_by        timestamptz NOT NULL CHECK (decide_by > received_at AND decide_by <= received_at + interval '90 days'),
	urgency          text        NOT NULL CHECK (urgency IN ('AT_ONCE', 'DAYS', 'WEEKS')),
	state            text        NOT NULL DEFAULT 'RECEIVED' CHECK (state IN ('RECEIVED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
	decided_at       timestamptz,
	decline_code     text        CHECK (decline_code IN ('NO_PLACE', 'NOT_OUR_SERVICE', 'NOT_OUR_REGION', 'UNSAFE_FOR_HER',
	                                                     'SHE_DOES_NOT_WANT', 'NOT_REACHED', 'TOO_LITTLE_KNOWN')),
	reference        bytea,                              -- the partner's own, which she may read again; gone 90 days after the decision
	row_key          bytea,
	wrapping_key_id  text,
	version          integer     NOT NULL DEFAULT 0,
	CHECK ((reference IS NULL) = (row_key IS NULL) AND (reference IS NULL) = (wrapping_key_id IS NULL)),
	CHECK (reference IS NOT NULL OR state <> 'RECEIVED'),
	CHECK ((state = 'DECLINED') = (decline_code IS NOT NULL)),
	CHECK ((state = 'RECEIVED') = (decided_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX referral_waiting ON inbound.referral (urgency, received_at) WHERE state = 'RECEIVED';
CREATE INDEX referral_old     ON inbound.referral (decided_at) WHERE reference IS NOT NULL AND decided_at IS NOT NULL;
CREATE INDEX referral_handed  ON inbound.referral (partner_id, id DESC);

-- what was told of her
CREATE TABLE inbound.content (
	id               uuid  PRIMARY KEY REFERENCES inbound.referral,
	content          bytea NOT NULL CHECK (octet_length(content) <= 65536),
	row_key          bytea NOT NULL,
	wrapping_key_id  text  NOT NULL
);

-- into which case; whose referral it was is the partner's to know, which case is not
CREATE TABLE inbound.accepted (
	id           uuid PRIMARY KEY REFERENCES inbound.referral,
	case_id      uuid NOT NULL REFERENCES casework.case_file,
	accepted_by  uuid NOT NULL REFERENCES access.staff
);
CREATE INDEX ON inbound.accepted (case_id);

-- What a partner told when she handed somebody to us, kept in the case that it was accepted into; never changed.
CREATE TABLE casework.received (
	id           uuid        PRIMARY KEY,
	case_id      uuid        NOT NULL REFERENCES casework.case_file,
	compartment  text        NOT NULL CHECK (compartment = 'IDENTITY'),
	content      bytea       NOT NULL,
	recorded_at  timestamptz NOT NULL,
	recorded_by  uuid        NOT NULL REFERENCES access.staff,
	version      integer     NOT NULL DEFAULT 0
);
CREATE INDEX ON casework.received (case_id);

-- ------------------------------------------------------------------------------------------------------------------- helpers
-- the organisation that the actor hands in for: none once it is not enabled
CREATE FUNCTION inbound.sending_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT p.id FROM partners.partner p WHERE p.id = access.partner_org() AND p.enabled
$$;
-- whether the actor may take somebody in: whoever may open a case
CREATE FUNCTION inbound.takes_in() RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN access.my_org() IS NOT NULL AND access.caseworker() IS NOT NULL;
-- whether somebody still waits for us
CREATE FUNCTION inbound.is_waiting(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM inbound.referral r WHERE r.id = wanted AND r.state = 'RECEIVED' AND r.decide_by > statement_timestamp())
$$;
-- whether a case can take somebody in: one that is worked on, and by us
CREATE FUNCTION inbound.is_taking(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM casework.case_file c WHERE c.id = wanted AND c.stage NOT IN ('CLOSED', 'DECEASED')) AND NOT handoffs.is_elsewhere(wanted)
$$;
GRANT EXECUTE ON FUNCTION inbound.sending_org(), inbound.takes_in(), inbound.is_waiting(uuid), inbound.is_taking(uuid) TO durumi_app;

-- ------------------------------------------------------------------------------------------------------------------ policies
ALTER TABLE inbound.referral  ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE inbound.content   ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE inbound.accepted  ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE casework.received ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT (id, partner_id, handed_by, decide_by, urgency, reference, row_key, wrapping_key_id),
	UPDATE (state, decline_code, version) ON inbound.referral TO durumi_app;
-- a supervisor sees that somebody waits and how long, so that nobody is forgotten
CREATE POLICY read ON inbound.referral FOR SELECT TO durumi_app USING (
	   partner_id = (SELECT inbound.sending_org())
	OR (SELECT inbound.takes_in())
	OR (SELECT access.my_org()) IS NOT NULL AND (SELECT cardinality(access.supervised_teams())) > 0
	OR (SELECT access.is_system('HANDOFF_KEEPER')));
CREATE POLICY hand_in ON inbound.referral FOR INSERT TO durumi_app WITH CHECK (
	partner_id = (SELECT inbound.sending_org()) AND handed_by = (SELECT access.actor()));
CREATE POLICY decide ON inbound.referral FOR UPDATE TO durumi_app USING (
	   partner_id = (SELECT inbound.sending_org())
	OR (SELECT inbound.takes_in())
	OR (SELECT access.is_system('HANDOFF_KEEPER')));

GRANT SELECT, INSERT ON inbound.content TO durumi_app;
CREATE POLICY read ON inbound.content FOR SELECT TO durumi_app USING (
	(SELECT inbound.takes_in()) AND inbound.is_waiting(id));
CREATE POLICY hand_in ON inbound.content FOR INSERT TO durumi_app WITH CHECK (
	inbound.is_waiting(id) AND EXISTS (
		SELECT FROM inbound.referral r WHERE r.id = content.id AND r.handed_by = (SELECT access.actor())
		  AND r.partner_id = (SELECT inbound.sending_org())));

GRANT SELECT, INSERT ON inbound.accepted TO durumi_app;
CREATE POLICY read ON inbound.accepted FOR SELECT TO durumi_app USING (
	EXISTS (SELECT FROM casework.case_file c WHERE c.id = accepted.case_id));
CREATE POLICY accept ON inbound.accepted FOR INSERT TO durumi_app WITH CHECK (
	accepted_by = (SELECT access.actor()) AND inbound.is_waiting(id) AND case_id = ANY ((SELECT access.worked_cases())::uuid[])
	AND inbound.is_taking(case_id));

-- read as any record; written by the acceptance alone
GRANT SELECT, INSERT ON casework.received TO durumi_app;
CREATE POLICY read ON casework.received FOR SELECT TO durumi_app USING (EXISTS (
	SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
	WHERE k.case_id = received.case_id AND k.compartment = received.compartment));
CREATE POLICY add ON casework.received FOR INSERT TO durumi_app WITH CHECK (
	    recorded_by = (SELECT access.actor()) AND case_id = ANY ((SELECT access.worked_cases())::uuid[])
	AND EXISTS (SELECT FROM inbound.accepted a WHERE a.case_id = received.case_id AND a.xmin = pg_current_xact_id()::xid));

-- a form of a partner's is kept like a caseworker's before there is a case; as before (V20261125_22, V20261125_61), and: hers, and of what was told of
-- somebody who waits only as long as she does
ALTER POLICY read ON casework.draft USING (
	subject = (SELECT access.actor()) AND (
		case_id IS NULL AND (form <> 'register.referred' OR inbound.is_waiting(record_id))
		OR case_id = ANY ((SELECT access.workable_cases())::uuid[]) AND EXISTS (
			SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
			WHERE k.case_id = draft.case_id AND k.compartment = draft.compartment)));
ALTER POLICY add ON casework.draft WITH CHECK (
	subject = (SELECT access.actor()) AND (
		case_id IS NULL AND (SELECT access.caseworker()) IS NOT NULL AND (form <> 'register.referred' OR inbound.is_waiting(record_id))
		OR case_id IS NULL AND form = 'inbound.hand' AND (SELECT inbound.sending_org()) IS NOT NULL
		OR case_id = ANY ((SELECT access.workable_cases())::uuid[]) AND EXISTS (
			SELECT FROM casework.case_key k WHERE k.case_id = draft.case_id AND k.compartment = draft.compartment)));
ALTER POLICY change ON casework.draft USING (
	subject = (SELECT access.actor()) AND (
		case_id IS NULL AND (form <> 'register.referred' OR inbound.is_waiting(record_id))
		OR case_id = ANY ((SELECT access.workable_cases())::uuid[])));

-- --------------------------------------------------------------------------------------------------------------------- steps
-- It is decided once, by whose step it is; the time is the database's.
CREATE FUNCTION inbound.steps() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	hers  boolean;
BEGIN
	IF OLD.state = NEW.state AND NOT row_security_active('inbound.referral') THEN
		RETURN NEW;
	END IF;
	IF OLD.state <> 'RECEIVED' OR NEW.state = 'RECEIVED' THEN
		RAISE EXCEPTION 'a referral does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'insufficient_privilege';
	END IF;
	NEW.decided_at := statement_timestamp();
	-- who owns the tables, and what row security does not bind, is not under the rest
	IF NOT row_security_active('inbound.referral') THEN
		RETURN NEW;
	END IF;
	hers := CASE NEW.state
		WHEN 'ACCEPTED'  THEN inbound.takes_in() AND inbound.is_waiting(OLD.id)
		WHEN 'DECLINED'  THEN inbound.takes_in() AND inbound.is_waiting(OLD.id)
		WHEN 'WITHDRAWN' THEN OLD.partner_id = inbound.sending_org()
		WHEN 'EXPIRED'   THEN access.is_system('HANDOFF_KEEPER') END;
	IF hers IS NOT TRUE THEN
		RAISE EXCEPTION 'not this actor''s step' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.state = 'EXPIRED' AND OLD.decide_by > statement_timestamp() THEN
		RAISE EXCEPTION 'its time is not over' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.state = 'ACCEPTED' AND NOT EXISTS (
			SELECT FROM inbound.accepted a WHERE a.id = OLD.id AND a.accepted_by = access.actor()) THEN
		RAISE EXCEPTION 'a referral is accepted into a case' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER steps BEFORE UPDATE ON inbound.referral FOR EACH ROW EXECUTE FUNCTION inbound.steps();

-- whatever was decided: what was told is gone from here, with its key, and from the forms that were filled in with it
CREATE FUNCTION inbound.forget() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	DELETE FROM inbound.content c WHERE c.id = NEW.id;
	DELETE FROM casework.draft d WHERE d.form = 'register.referred' AND d.record_id = NEW.id;
	RETURN NULL;
END $$;
CREATE TRIGGER forget AFTER UPDATE ON inbound.referral FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION inbound.forget();

-- No partner buries the others: of each so many wait at once. The application's limit is at most this one.
CREATE FUNCTION inbound.not_too_many() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('inbound.referral/' || NEW.partner_id, 0));
	IF (SELECT count(*) FROM inbound.referral r WHERE r.partner_id = NEW.partner_id AND r.state = 'RECEIVED') > 200 THEN
		RAISE EXCEPTION 'too many of this partner wait' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER not_too_many AFTER INSERT ON inbound.referral FOR EACH ROW WHEN (NEW.state = 'RECEIVED') EXECUTE FUNCTION inbound.not_too_many();

-- What a partner called her goes 90 days after the decision. The job sees no reference, only whose.
CREATE FUNCTION inbound.with_old_references(most integer) RETURNS SETOF uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT r.id FROM inbound.referral r
	WHERE access.is_system('HANDOFF_KEEPER') AND r.reference IS NOT NULL AND r.decided_at <= statement_timestamp() - interval '90 days'
	ORDER BY r.decided_at LIMIT most
$$;
CREATE FUNCTION inbound.forget_reference(wanted uuid) RETURNS boolean
	LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH gone AS (
		UPDATE inbound.referral r SET reference = NULL, row_key = NULL, wrapping_key_id = NULL, version = r.version + 1
		WHERE r.id = wanted AND access.is_system('HANDOFF_KEEPER') AND r.reference IS NOT NULL
		  AND r.decided_at <= statement_timestamp() - interval '90 days' RETURNING 1)
	SELECT EXISTS (SELECT FROM gone)
$$;
GRANT EXECUTE ON FUNCTION inbound.with_old_references(integer), inbound.forget_reference(uuid) TO durumi_app;

-- a case that is named is one that the referral went into in the end
CREATE FUNCTION inbound.accepted_is_accepted() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM inbound.referral r WHERE r.id = NEW.id AND r.state = 'ACCEPTED') THEN
		RAISE EXCEPTION 'a referral that names a case is accepted' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER accepted_is_accepted AFTER INSERT ON inbound.accepted
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION inbound.accepted_is_accepted();

ALTER TABLE inbound.referral ENABLE ALWAYS TRIGGER steps;
ALTER TABLE inbound.referral ENABLE ALWAYS TRIGGER forget;
ALTER TABLE inbound.referral ENABLE ALWAYS TRIGGER not_too_many;
ALTER TABLE inbound.accepted ENABLE ALWAYS TRIGGER accepted_is_accepted;

CALL casework.put_under_audit('inbound.referral', 'id');
CALL casework.put_under_audit('inbound.content', 'id');
CALL casework.put_under_audit('inbound.accepted', 'id');
CALL casework.put_under_audit('casework.received', 'case_id');
CALL casework.hold_rows('inbound.referral', 'id', '{id}', '{partner_id, handed_by, received_at, decide_by, urgency, state, decided_at, decline_code,
	reference, row_key, wrapping_key_id, version}');
CALL casework.hold_rows('inbound.content', 'id', '{id}', '{content, row_key, wrapping_key_id}');
CALL casework.hold_rows('inbound.accepted', 'id', '{id}', '{case_id, accepted_by}');
CALL casework.hold_rows('casework.received', 'case_id', '{id}', '{case_id, compartment, content, recorded_at, recorded_by, version}');

RESET ROLE;
