-- Handing a case, or a part of what is known of it, to another organisation. What a partner may see of a handoff, its course and its
-- times, stands in a table of its own; whose case it is does not stand there. What leaves is copied when it is asked for, compartment by
-- compartment, each copy under a key of its own that lies in its row, so that what was agreed to is what leaves.
--
-- What this does not do: it opens no signature, so that an acknowledgement is there is the application's word; and it takes nothing back
-- that a partner has opened.

CREATE SCHEMA handoffs AUTHORIZATION durumi_owner;

SET ROLE durumi_owner;
GRANT USAGE ON SCHEMA handoffs TO durumi_app, durumi_audit_owner;

CREATE TABLE handoffs.handoff (
	id                  uuid        PRIMARY KEY,
	partner_id          uuid        NOT NULL REFERENCES access.organisation,
	purpose             text        NOT NULL CHECK (purpose IN ('REFERRAL', 'TRANSFER')),
	template            text        NOT NULL CHECK (template IN ('MEDICAL_REFERRAL', 'LEGAL_REFERRAL', 'SHELTER_REFERRAL', 'RESETTLEMENT_REFERRAL',
	                                                              'PASSAGE_TRANSFER', 'CASE_TRANSFER')),
	language            text        NOT NULL CHECK (language IN ('KOREAN', 'MANDARIN', 'ENGLISH', 'RUSSIAN', 'JAPANESE', 'THAI', 'VIETNAMESE',
	                                                              'LAO', 'MONGOLIAN', 'OTHER')),
	state               text        NOT NULL CHECK (state IN ('DRAFT', 'AWAITING_APPROVAL', 'SEALED', 'COLLECTED', 'ACCEPTED', 'DECLINED',
	                                                          'COMPLETED', 'RECALLED', 'EXPIRED')),
	outcome_within      integer     NOT NULL CHECK (outcome_within BETWEEN 1 AND 366), -- days, from acceptance
	asked_at            timestamptz,
	approved_at         timestamptz,
	waits_for           text        CHECK (waits_for IN ('PARTNER', 'PARTNER_KEY', 'OUR_KEY', 'CHECKPOINT', 'CONTENT', 'CONSENT')), -- why it is not sealed yet
	sealed_at           timestamptz,
	sealed_to           uuid        REFERENCES partners.partner_key,
	package_sha256      text        CHECK (package_sha256 ~ '^[0-9a-f]{64}$'),
	package_length      bigint      CHECK (package_length > 0),
	collect_by          timestamptz,
	package_gone_at     timestamptz,
	copy_until          timestamptz,
	copy_gone_at        timestamptz,
	collected_at        timestamptz,
	acknowledge_by      timestamptz,
	answered_at         timestamptz,
	decline_code        text        CHECK (decline_code IN ('NO_PLACE', 'NOT_OUR_SERVICE', 'NOT_OUR_REGION', 'UNSAFE_FOR_HER', 'SHE_DOES_NOT_WANT',
	                                               'NOT_REACHED', 'KNOWN_TO_US')),
	outcome_by          timestamptz,
	completed_at        timestamptz,
	outcome_code        text        CHECK (outcome_code IN ('DONE', 'DONE_IN_PART', 'RETURNED', 'PASSED_ON', 'SHE_ENDED_IT', 'LOST_CONTACT', 'DECEASED')),
	recall_demanded_at  timestamptz,
	ended_at            timestamptz,
	chased_at           timestamptz,
	escalated_at        timestamptz,
	frozen_at           timestamptz,                   -- why stands where no partner reads
	version             integer     NOT NULL DEFAULT 0,
	-- a transfer that is called a referral would give the case a second custodian
	CHECK ((purpose = 'TRANSFER') = (template IN ('PASSAGE_TRANSFER', 'CASE_TRANSFER'))),
	CHECK ((state = 'DECLINED') = (decline_code IS NOT NULL)),
	CHECK ((state = 'COMPLETED') = (outcome_code IS NOT NULL)),
	CHECK (num_nulls(sealed_at, sealed_to, package_sha256, package_length, collect_by, copy_until) IN (0, 6)),
	CHECK (sealed_at IS NOT NULL OR state IN ('DRAFT', 'AWAITING_APPROVAL', 'RECALLED', 'EXPIRED'))
) WITH (fillfactor = 80);
CREATE INDEX handoff_inbox    ON handoffs.handoff (partner_id, sealed_at DESC, id DESC) WHERE sealed_at IS NOT NULL;
CREATE INDEX handoff_agreed   ON handoffs.handoff (approved_at)    WHERE state = 'AWAITING_APPROVAL';
CREATE INDEX handoff_collect  ON handoffs.handoff (collect_by)     WHERE package_gone_at IS NULL AND state IN ('SEALED', 'COLLECTED', 'ACCEPTED');
CREATE INDEX handoff_copy     ON handoffs.handoff (copy_until)     WHERE copy_gone_at IS NULL AND state IN ('COLLECTED', 'ACCEPTED');
CREATE INDEX handoff_answer   ON handoffs.handoff (acknowledge_by) WHERE state = 'COLLECTED';
CREATE INDEX handoff_outcome  ON handoffs.handoff (outcome_by)     WHERE state = 'ACCEPTED';
CREATE INDEX handoff_chased   ON handoffs.handoff (chased_at)      WHERE escalated_at IS NULL AND state IN ('COLLECTED', 'ACCEPTED');

-- whose case it is and what was chosen of it: none of it a partner's to know
CREATE TABLE handoffs.handoff_case (
	id              uuid        PRIMARY KEY REFERENCES handoffs.handoff DEFERRABLE INITIALLY DEFERRED,
	case_id         uuid        NOT NULL REFERENCES casework.case_file,
	composed_by     uuid        NOT NULL REFERENCES access.staff,
	composed_at     timestamptz NOT NULL DEFAULT statement_timestamp(),
	choice          bytea       NOT NULL,              -- CORE: the fields, and why consent was overridden
	overridden      boolean     NOT NULL DEFAULT false, -- something leaves without her consent; of a draft: a reason for that is given
	frozen_why      text[]      NOT NULL DEFAULT '{}' CHECK (frozen_why <@ '{CONSENT,ARREST}'), -- each reason, until it goes on
	consent_id      uuid,                              -- what it rests on, told to the partner
	consent_until   date,                              -- its last day, as the second person was told, or an earlier one since
	approval_id     uuid        UNIQUE REFERENCES access.approval_request,
	approved_event  uuid,                              -- whose place in the log the package proves
	agreed_sha256   text        CHECK (agreed_sha256 ~ '^[0-9a-f]{64}$'), -- of the fields that were agreed to
	parts_sha256    text        CHECK (parts_sha256 ~ '^[0-9a-f]{64}$'),  -- of the copies as they lay there then
	version         integer     NOT NULL DEFAULT 0
);
CREATE INDEX ON handoffs.handoff_case (case_id);
CREATE INDEX ON handoffs.handoff_case (composed_by);
CREATE INDEX ON handoffs.handoff_case (consent_until) WHERE consent_until IS NOT NULL;

-- what leaves, as it was when it was asked for: one copy a compartment, each under its own key
CREATE TABLE handoffs.part (
	id               uuid  NOT NULL REFERENCES handoffs.handoff,
	compartment      text  NOT NULL CHECK (compartment IN ('CORE', 'IDENTITY', 'HARM', 'HEALTH', 'ROUTE', 'HELPERS', 'RELATIVES_AT_HOME')),
	content          bytea NOT NULL,
	row_key          bytea NOT NULL,
	wrapping_key_id  text  NOT NULL,
	PRIMARY KEY (id, compartment)
);

-- the sealed file; only its partner's key opens it
CREATE TABLE handoffs.package (
	id       uuid  PRIMARY KEY REFERENCES handoffs.handoff,
	content  bytea NOT NULL
);
ALTER TABLE handoffs.package ALTER COLUMN content SET STORAGE EXTERNAL;

-- A case that goes to another organisation: one at a time, so that it has one custodian. Ours until "since", theirs from then to "until".
CREATE TABLE handoffs.transfer (
	id          uuid        PRIMARY KEY REFERENCES handoffs.handoff,
	case_id     uuid        NOT NULL REFERENCES casework.case_file,
	partner_id  uuid        NOT NULL REFERENCES access.organisation,
	since       timestamptz,
	until       timestamptz
);
CREATE UNIQUE INDEX transfer_one_custodian ON handoffs.transfer (case_id) WHERE until IS NULL;

-- question, answer, progress: each under a key of its own
CREATE TABLE handoffs.message (
	id               uuid        NOT NULL REFERENCES handoffs.handoff,
	message_id       uuid        NOT NULL,
	kind             text        NOT NULL CHECK (kind IN ('QUESTION', 'ANSWER', 'PROGRESS')),
	author           uuid        NOT NULL,               -- a person, or a partner's machine
	author_org       uuid        NOT NULL REFERENCES access.organisation,
	written_at       timestamptz NOT NULL DEFAULT statement_timestamp(),
	content          bytea       NOT NULL,
	row_key          bytea       NOT NULL,
	wrapping_key_id  text        NOT NULL,
	PRIMARY KEY (id, message_id)
);
CREATE INDEX ON handoffs.message (written_at);

-- the answer of a partner without an account, as it was signed; each outcome once, each file once
CREATE TABLE handoffs.acknowledgement (
	id           uuid        NOT NULL REFERENCES handoffs.handoff,
	outcome      text        NOT NULL CHECK (outcome IN ('ACCEPTED', 'DECLINED', 'COMPLETED')),
	signed_at    timestamptz NOT NULL,
	received_at  timestamptz NOT NULL DEFAULT statement_timestamp(),
	file         bytea       NOT NULL CHECK (octet_length(file) BETWEEN 1 AND 16384),
	PRIMARY KEY (id, outcome)
);

-- ------------------------------------------------------------------------------------------------------------------- helpers
-- the organisation whose handoffs the actor receives: none once it is not enabled
CREATE FUNCTION handoffs.receiving_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT p.id FROM partners.partner p WHERE p.id = access.partner_org() AND p.enabled
$$;

-- whether whoever acts for that organisation is a person: the copy to be read on screen is for people, and a machine has no screen
CREATE FUNCTION handoffs.is_reader() RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM access.staff s WHERE s.subject = access.actor() AND s.active AND 'PARTNER' = ANY (s.roles)
		AND s.org_id = handoffs.receiving_org())
$$;

-- a partner's member opens these: hers, sealed, not over and not frozen
CREATE FUNCTION handoffs.is_received(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = wanted AND h.partner_id = handoffs.receiving_org()
		AND h.state IN ('SEALED', 'COLLECTED', 'ACCEPTED') AND h.frozen_at IS NULL AND h.recall_demanded_at IS NULL
		AND (h.state <> 'SEALED' OR h.collect_by > statement_timestamp()))
$$;

-- whether its partner may still take it: she is enabled, and the key it was sealed to is not revoked
CREATE FUNCTION handoffs.is_standing(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM handoffs.handoff h JOIN partners.partner p ON p.id = h.partner_id
		JOIN partners.partner_key k ON k.id = h.sealed_to
		WHERE h.id = wanted AND p.enabled AND NOT partners.is_revoked(k.partner_id, k.fingerprint))
$$;

-- whether the consent that was agreed on stands today
CREATE FUNCTION handoffs.is_consented(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT NOT EXISTS (SELECT FROM handoffs.handoff_case hc
		WHERE hc.id = wanted AND hc.consent_until < (statement_timestamp() AT TIME ZONE 'UTC')::date)
$$;

-- whether another organisation has the case now
CREATE FUNCTION handoffs.is_elsewhere(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM handoffs.transfer t WHERE t.case_id = wanted AND t.since IS NOT NULL AND t.until IS NULL)
$$;

-- what lies ready to leave; whoever agrees need not hold each compartment of it
CREATE FUNCTION handoffs.parts_sha256(wanted uuid) RETURNS text
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT encode(sha256(coalesce(string_agg(audit.tlv(1, convert_to(p.compartment, 'UTF8')) || audit.tlv(2, p.content)
		|| audit.tlv(3, p.row_key) || audit.tlv(4, convert_to(p.wrapping_key_id, 'UTF8')), ''::bytea ORDER BY p.compartment), '')), 'hex')
	FROM handoffs.part p WHERE p.id = wanted
$$;

-- whether nothing lies ready but what this transaction copied
CREATE FUNCTION handoffs.parts_are_new(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT NOT EXISTS (SELECT FROM handoffs.part p WHERE p.id = wanted AND p.xmin <> pg_current_xact_id()::xid)
$$;

-- Stops what is queued of a case, and says what it stopped, or had been stopped for another reason: each is kept. Whoever moves or works
-- on the case may: also a coordinator, who sees none.
CREATE FUNCTION handoffs.freeze(wanted uuid, why text, which uuid[]) RETURNS SETOF uuid
	LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH frozen AS (
	UPDATE handoffs.handoff h SET frozen_at = coalesce(h.frozen_at, statement_timestamp()), version = h.version + 1
	 WHERE h.state IN ('AWAITING_APPROVAL', 'SEALED', 'COLLECTED') AND wanted = ANY (access.workable_cases())
	   AND h.id IN (SELECT hc.id FROM handoffs.handoff_case hc WHERE hc.case_id = wanted AND why <> ALL (hc.frozen_why))
	   AND (which = '{}' OR h.id = ANY (which))
	RETURNING h.id)
	UPDATE handoffs.handoff_case hc SET frozen_why = hc.frozen_why || why, version = hc.version + 1 FROM frozen WHERE hc.id = frozen.id
	RETURNING hc.id
$$;
-- Has a newer word of hers end what was agreed to earlier than the second person was told; never later, which takes a second person.
CREATE FUNCTION handoffs.shorten(wanted uuid, until date, which uuid) RETURNS boolean
	LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH shortened AS (
	UPDATE handoffs.handoff_case hc SET consent_until = until, version = hc.version + 1
	 WHERE hc.id = which AND hc.case_id = wanted AND wanted = ANY (access.worked_cases()) AND hc.approved_event IS NOT NULL
	   AND (hc.consent_until IS NULL OR hc.consent_until > until)
	RETURNING 1)
	SELECT EXISTS (SELECT FROM shortened)
$$;
-- Whose messages are over: ours to read for a month after the end, so that nobody's last word is lost. The job sees no message, only whose.
CREATE FUNCTION handoffs.with_old_messages() RETURNS SETOF uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	-- from the messages, of which the old are few: nobody writes after the end
	SELECT DISTINCT h.id FROM handoffs.message m JOIN handoffs.handoff h ON h.id = m.id
	WHERE m.written_at <= statement_timestamp() - interval '30 days' AND access.is_system('HANDOFF_KEEPER')
	  AND h.state IN ('DECLINED', 'COMPLETED', 'RECALLED', 'EXPIRED')
	  AND coalesce(h.completed_at, h.ended_at, h.answered_at) <= statement_timestamp() - interval '30 days'
$$;
CREATE FUNCTION handoffs.forget_messages(wanted uuid) RETURNS void
	LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM handoffs.message m WHERE m.id = wanted AND m.id IN (SELECT handoffs.with_old_messages())
$$;
GRANT EXECUTE ON FUNCTION handoffs.with_old_messages(), handoffs.forget_messages(uuid) TO durumi_app;
GRANT EXECUTE ON FUNCTION handoffs.receiving_org(), handoffs.is_reader(), handoffs.shorten(uuid, date, uuid), handoffs.is_received(uuid), handoffs.is_standing(uuid), handoffs.is_consented(uuid), handoffs.is_elsewhere(uuid), handoffs.freeze(uuid, text, uuid[]),
	handoffs.parts_sha256(uuid), handoffs.parts_are_new(uuid) TO durumi_app;

-- ------------------------------------------------------------------------------------------------------------------ policies
DO $$
DECLARE
	t regclass;
BEGIN
	FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'handoffs'::regnamespace LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
	END LOOP;
END $$;

GRANT SELECT, INSERT (id, case_id, composed_by, choice, overridden, consent_id),
	UPDATE (choice, overridden, consent_id, consent_until, approval_id, approved_event, agreed_sha256, version) ON handoffs.handoff_case TO durumi_app;
-- the people of the case, not the rest of the team
CREATE POLICY read ON handoffs.handoff_case FOR SELECT TO durumi_app USING (
	   case_id = ANY ((SELECT access.worked_cases())::uuid[])
	OR EXISTS (SELECT FROM casework.case_file c WHERE c.id = handoff_case.case_id AND c.team_id = ANY ((SELECT access.supervised_teams())::uuid[]))
	OR (SELECT access.is_system('HANDOFF_KEEPER')));
CREATE POLICY compose ON handoffs.handoff_case FOR INSERT TO durumi_app WITH CHECK (
	    composed_by = (SELECT access.actor())
	AND case_id = ANY ((SELECT access.worked_cases())::uuid[])
	AND (NOT overridden OR case_id = ANY ((SELECT access.owned_cases())::uuid[])));
CREATE POLICY change ON handoffs.handoff_case FOR UPDATE TO durumi_app USING (
	   case_id = ANY ((SELECT access.worked_cases())::uuid[])
	OR EXISTS (SELECT FROM casework.case_file c WHERE c.id = handoff_case.case_id AND c.team_id = ANY ((SELECT access.supervised_teams())::uuid[])));

GRANT SELECT, INSERT (id, partner_id, purpose, template, language, state, outcome_within),
	UPDATE (partner_id, purpose, template, language, state, outcome_within, waits_for, sealed_at, sealed_to, package_sha256,
	        package_length, collect_by, copy_until, package_gone_at, copy_gone_at, decline_code, outcome_code, approved_at, recall_demanded_at,
	        chased_at, escalated_at, frozen_at, version) ON handoffs.handoff TO durumi_app;
CREATE POLICY read ON handoffs.handoff FOR SELECT TO durumi_app USING (
	   partner_id = (SELECT handoffs.receiving_org()) AND sealed_at IS NOT NULL
	OR (SELECT access.is_system('HANDOFF_KEEPER'))
	OR (SELECT access.my_org()) IS NOT NULL AND EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = handoff.id));
CREATE POLICY compose ON handoffs.handoff FOR INSERT TO durumi_app WITH CHECK (
	state = 'DRAFT' AND EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = handoff.id AND hc.composed_by = (SELECT access.actor())));
CREATE POLICY change ON handoffs.handoff FOR UPDATE TO durumi_app USING (
	   partner_id = (SELECT handoffs.receiving_org()) AND sealed_at IS NOT NULL
	OR (SELECT access.is_system('HANDOFF_KEEPER'))
	OR (SELECT access.my_org()) IS NOT NULL AND EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = handoff.id));

-- of ours, whoever holds the compartment in the case itself
GRANT SELECT, INSERT ON handoffs.part TO durumi_app;
CREATE POLICY read ON handoffs.part FOR SELECT TO durumi_app USING (
	   (SELECT access.my_org()) IS NOT NULL AND EXISTS (
		SELECT FROM handoffs.handoff_case hc JOIN casework.case_key k ON k.case_id = hc.case_id
		WHERE hc.id = part.id AND k.compartment = part.compartment)
	OR (SELECT handoffs.is_reader()) AND handoffs.is_received(id) AND handoffs.is_consented(id) AND EXISTS (
		SELECT FROM handoffs.handoff h WHERE h.id = part.id AND h.copy_until > statement_timestamp())
	OR (SELECT access.is_system('HANDOFF_KEEPER')) AND EXISTS (
		SELECT FROM handoffs.handoff h WHERE h.id = part.id AND h.state = 'AWAITING_APPROVAL' AND h.approved_at IS NOT NULL));
CREATE POLICY copy ON handoffs.part FOR INSERT TO durumi_app WITH CHECK (EXISTS (
	SELECT FROM handoffs.handoff h JOIN handoffs.handoff_case hc ON hc.id = h.id JOIN casework.case_key k ON k.case_id = hc.case_id
	WHERE h.id = part.id AND h.state = 'DRAFT' AND k.compartment = part.compartment
	  AND hc.case_id = ANY ((SELECT access.worked_cases())::uuid[])));

GRANT SELECT, INSERT ON handoffs.package TO durumi_app;
-- each time it is taken, also when the job that deletes has not come by
CREATE POLICY read ON handoffs.package FOR SELECT TO durumi_app USING (
	   (SELECT access.is_system('HANDOFF_KEEPER'))
	OR EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = package.id AND h.collect_by > statement_timestamp() AND h.frozen_at IS NULL)
	   AND handoffs.is_standing(id) AND handoffs.is_consented(id) AND (handoffs.is_received(id)
		OR EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = package.id AND hc.case_id = ANY ((SELECT access.worked_cases())::uuid[]))));
CREATE POLICY seal ON handoffs.package FOR INSERT TO durumi_app WITH CHECK ((SELECT access.is_system('HANDOFF_KEEPER')));

GRANT SELECT ON handoffs.transfer TO durumi_app;
CREATE POLICY read ON handoffs.transfer FOR SELECT TO durumi_app USING (
	EXISTS (SELECT FROM casework.case_file c WHERE c.id = transfer.case_id));

GRANT SELECT, INSERT (id, message_id, kind, author, author_org, content, row_key, wrapping_key_id) ON handoffs.message TO durumi_app;
CREATE POLICY read ON handoffs.message FOR SELECT TO durumi_app USING (
	   EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = message.id AND hc.case_id = ANY ((SELECT access.worked_cases())::uuid[]))
	OR handoffs.is_received(id));
CREATE POLICY write ON handoffs.message FOR INSERT TO durumi_app WITH CHECK (
	author = (SELECT access.actor()) AND (
	   kind IN ('QUESTION', 'ANSWER') AND author_org = (SELECT access.my_org()) AND EXISTS (
		SELECT FROM handoffs.handoff_case hc WHERE hc.id = message.id AND hc.case_id = ANY ((SELECT access.worked_cases())::uuid[]))
	OR author_org = (SELECT handoffs.receiving_org()) AND handoffs.is_received(id)));

GRANT SELECT, INSERT (id, outcome, signed_at, file) ON handoffs.acknowledgement TO durumi_app;
CREATE POLICY read ON handoffs.acknowledgement FOR SELECT TO durumi_app USING (
	EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = acknowledgement.id));
CREATE POLICY receive ON handoffs.acknowledgement FOR INSERT TO durumi_app WITH CHECK (
	EXISTS (SELECT FROM handoffs.handoff_case hc WHERE hc.id = acknowledgement.id AND hc.case_id = ANY ((SELECT access.worked_cases())::uuid[])));

-- the job knows no case; it reads to whom it seals
CREATE POLICY keeper ON access.organisation       FOR SELECT TO durumi_app USING ((SELECT access.is_system('HANDOFF_KEEPER')) AND kind = 'PARTNER');
CREATE POLICY keeper ON partners.partner          FOR SELECT TO durumi_app USING ((SELECT access.is_system('HANDOFF_KEEPER')));
CREATE POLICY keeper ON partners.partner_key      FOR SELECT TO durumi_app USING ((SELECT access.is_system('HANDOFF_KEEPER')));
CREATE POLICY keeper ON partners.key_confirmation FOR SELECT TO durumi_app USING ((SELECT access.is_system('HANDOFF_KEEPER')));
CREATE POLICY keeper ON partners.key_revocation   FOR SELECT TO durumi_app USING ((SELECT access.is_system('HANDOFF_KEEPER')));

-- --------------------------------------------------------------------------------------------------------------------- steps
-- A state is reached from the one before it, by whose step it is; the times are the database's.
CREATE FUNCTION handoffs.steps() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	step     text := OLD.state || ' ' || NEW.state;
	moves    boolean := OLD.state <> NEW.state;
	who      text;
	of_case  handoffs.handoff_case;
BEGIN
	IF moves AND step NOT IN ('DRAFT AWAITING_APPROVAL', 'DRAFT RECALLED', 'AWAITING_APPROVAL DRAFT', 'AWAITING_APPROVAL SEALED',
			'AWAITING_APPROVAL RECALLED', 'AWAITING_APPROVAL EXPIRED', 'SEALED COLLECTED', 'SEALED RECALLED', 'SEALED EXPIRED',
			'COLLECTED ACCEPTED', 'COLLECTED DECLINED', 'COLLECTED RECALLED', 'ACCEPTED COMPLETED') THEN
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
					NEW.recall_demanded_at := statement_timestamp();
				END IF;
			END IF;
	END CASE;
	-- who owns the tables, and what row security does not bind, is not under the rest, as under none of row security
	IF NOT row_security_active('handoffs.handoff') THEN
		RETURN NEW;
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
	-- what an arrest would stop is neither asked for nor agreed to nor let go on during it
	IF (step = 'DRAFT AWAITING_APPROVAL' OR NEW.approved_at IS NOT NULL AND OLD.approved_at IS NULL
	    OR NEW.frozen_at IS NULL AND OLD.frozen_at IS NOT NULL AND step <> 'AWAITING_APPROVAL DRAFT')
	   AND EXISTS (SELECT FROM casework.case_file c WHERE c.id = of_case.case_id AND c.stage = 'DETAINED') THEN
		RAISE EXCEPTION 'nothing goes on while she is in custody' USING ERRCODE = 'insufficient_privilege';
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
CREATE TRIGGER steps BEFORE UPDATE ON handoffs.handoff FOR EACH ROW EXECUTE FUNCTION handoffs.steps();

-- What follows from a step, whoever makes it: what may no longer be read is gone, and the case has one custodian.
CREATE FUNCTION handoffs.follow() RETURNS trigger
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
			WHEN 'DRAFT', 'DECLINED', 'RECALLED', 'EXPIRED' THEN UPDATE handoffs.transfer t SET until = statement_timestamp() WHERE t.id = NEW.id;
			WHEN 'COMPLETED' THEN
				IF NEW.outcome_code = 'RETURNED' THEN
					UPDATE handoffs.transfer t SET until = NEW.completed_at WHERE t.id = NEW.id;
				END IF;
			ELSE NULL;
		END CASE;
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER follow AFTER UPDATE ON handoffs.handoff FOR EACH ROW EXECUTE FUNCTION handoffs.follow();

-- What was chosen stays once it is asked for, and consent is overridden by whose case it is.
CREATE FUNCTION handoffs.choice_stays() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT row_security_active('handoffs.handoff_case') THEN
		RETURN NEW;
	END IF;
	IF (NEW.choice, NEW.overridden, NEW.consent_id, NEW.approval_id) IS DISTINCT FROM (OLD.choice, OLD.overridden, OLD.consent_id, OLD.approval_id)
	   AND NOT (EXISTS (SELECT FROM handoffs.handoff h WHERE h.id = OLD.id AND h.state = 'DRAFT') AND OLD.case_id = ANY (access.worked_cases())) THEN
		RAISE EXCEPTION 'what was asked for is not changed' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF NEW.overridden AND (NEW.choice, NEW.overridden) IS DISTINCT FROM (OLD.choice, OLD.overridden) AND OLD.case_id <> ALL (access.owned_cases()) THEN
		RAISE EXCEPTION 'consent is overridden by the owner alone' USING ERRCODE = 'insufficient_privilege';
	END IF;
	-- by who agrees, or by the supervisor who lets it go on
	IF NEW.consent_until IS DISTINCT FROM OLD.consent_until AND NOT (access.acr() >= 2 AND (
		   EXISTS (SELECT FROM access.approval_request r WHERE r.id = NEW.approval_id AND r.state = 'APPROVED' AND r.decided_by = access.actor())
		OR EXISTS (SELECT FROM casework.case_file c WHERE c.id = OLD.case_id AND c.team_id = ANY (access.supervised_teams())))) THEN
		RAISE EXCEPTION 'a second person says until when' USING ERRCODE = 'insufficient_privilege';
	END IF;
	IF (NEW.approved_event, NEW.agreed_sha256) IS DISTINCT FROM (OLD.approved_event, OLD.agreed_sha256) THEN
		IF NOT EXISTS (SELECT FROM access.approval_request r WHERE r.id = NEW.approval_id AND r.state = 'APPROVED' AND r.decided_by = access.actor()) THEN
			RAISE EXCEPTION 'a handoff takes a second person' USING ERRCODE = 'insufficient_privilege';
		END IF;
		NEW.parts_sha256 := handoffs.parts_sha256(OLD.id);
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER choice_stays BEFORE UPDATE ON handoffs.handoff_case FOR EACH ROW EXECUTE FUNCTION handoffs.choice_stays();

-- Nobody buries the other under messages: of each side there are so many, and whoever writes waits for who writes at the moment.
CREATE FUNCTION handoffs.not_too_many_messages() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM handoffs.handoff h WHERE h.id = NEW.id FOR NO KEY UPDATE;
	IF (SELECT count(*) FROM handoffs.message m WHERE m.id = NEW.id AND m.author_org = NEW.author_org) > 200 THEN
		RAISE EXCEPTION 'too many messages about a handoff' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER not_too_many_messages AFTER INSERT ON handoffs.message FOR EACH ROW EXECUTE FUNCTION handoffs.not_too_many_messages();

-- A case that another organisation has taken closes with us, and moves nowhere else until they give it back.
CREATE FUNCTION handoffs.one_custodian() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.stage <> 'CLOSED' AND handoffs.is_elsewhere(NEW.id) THEN
		RAISE EXCEPTION 'another organisation has the case' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER one_custodian BEFORE UPDATE OF stage ON casework.case_file FOR EACH ROW
	WHEN (OLD.stage IS DISTINCT FROM NEW.stage) EXECUTE FUNCTION handoffs.one_custodian();

DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT tgrelid::regclass AS rel, tgname FROM pg_trigger
	          WHERE NOT tgisinternal AND (tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'handoffs'::regnamespace) OR tgname = 'one_custodian') LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', t.rel, t.tgname);
	END LOOP;
END $$;

CALL casework.put_under_audit('handoffs.handoff', 'id');
CALL casework.put_under_audit('handoffs.handoff_case', 'id');
CALL casework.put_under_audit('handoffs.part', 'id');
CALL casework.put_under_audit('handoffs.package', 'id');
CALL casework.put_under_audit('handoffs.transfer', 'id');
CALL casework.put_under_audit('handoffs.message', 'id');
CALL casework.put_under_audit('handoffs.acknowledgement', 'id');
CALL casework.hold_rows('handoffs.handoff', 'id', '{id}', '{partner_id, purpose, template, language, state, outcome_within, asked_at, approved_at,
	waits_for, sealed_at, sealed_to, package_sha256, package_length, collect_by, package_gone_at, copy_until, copy_gone_at, collected_at,
	acknowledge_by, answered_at, decline_code, outcome_by, completed_at, outcome_code, recall_demanded_at, ended_at, chased_at, escalated_at,
	frozen_at, version}');
CALL casework.hold_rows('handoffs.handoff_case', 'id', '{id}', '{case_id, composed_by, composed_at, choice, overridden, consent_id, consent_until, approval_id, approved_event,
	agreed_sha256, parts_sha256, frozen_why, version}');
CALL casework.hold_rows('handoffs.part', 'id', '{id, compartment}', '{content, row_key, wrapping_key_id}');
CALL casework.hold_rows('handoffs.package', 'id', '{id}', '{content}');
CALL casework.hold_rows('handoffs.transfer', 'id', '{id}', '{case_id, partner_id, since, until}');
CALL casework.hold_rows('handoffs.message', 'id', '{id, message_id}', '{kind, author, author_org, written_at, content, row_key, wrapping_key_id}');
CALL casework.hold_rows('handoffs.acknowledgement', 'id', '{id, outcome}', '{signed_at, received_at, file}');

RESET ROLE;
