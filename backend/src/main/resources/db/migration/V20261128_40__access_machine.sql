-- A machine of a partner organisation: a client that Keycloak gives tokens to by its own secret, without a person. Which organisation it
-- acts for is written here, by an administrator, and in no token. It reaches what a member of that organisation reaches, but for the copy
-- that is read on screen.
--
-- What this does not do: it does not know the client's secret, nor that Keycloak kept it well; whoever has it is the machine.

SET ROLE durumi_owner;

CREATE TABLE access.machine (
	subject        uuid        PRIMARY KEY,              -- Keycloak's account of the client itself
	client_id      text        NOT NULL UNIQUE CHECK (client_id ~ '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$'),
	org_id         uuid        NOT NULL REFERENCES access.organisation,
	active         boolean     NOT NULL DEFAULT true,
	registered_by  uuid        NOT NULL REFERENCES access.staff,
	registered_at  timestamptz NOT NULL DEFAULT statement_timestamp()
);
CREATE INDEX ON access.machine (org_id);

-- a person is no machine, under whichever name comes first
CREATE FUNCTION access.person_or_machine() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM access.staff s JOIN access.machine m USING (subject) WHERE subject = NEW.subject) THEN
		RAISE EXCEPTION 'a subject is a person or a machine' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER person_or_machine AFTER INSERT ON access.machine FOR EACH ROW EXECUTE FUNCTION access.person_or_machine();
CREATE TRIGGER person_or_machine AFTER INSERT ON access.staff   FOR EACH ROW EXECUTE FUNCTION access.person_or_machine();
ALTER TABLE access.machine ENABLE ALWAYS TRIGGER person_or_machine;
ALTER TABLE access.staff   ENABLE ALWAYS TRIGGER person_or_machine;

GRANT SELECT, INSERT (subject, client_id, org_id, registered_by), UPDATE (active) ON access.machine TO durumi_app;
ALTER TABLE access.machine ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- whoever works here is told which machine did something; a machine knows itself alone
CREATE POLICY read ON access.machine FOR SELECT TO durumi_app USING (
	subject = (SELECT access.actor()) OR (SELECT access.my_org()) IS NOT NULL);
CREATE POLICY add ON access.machine FOR INSERT TO durumi_app WITH CHECK (
	    registered_by = (SELECT access.actor()) AND (SELECT access.administered_org()) IS NOT NULL AND (SELECT access.acr()) >= 2
	AND EXISTS (SELECT FROM access.organisation o WHERE o.id = org_id AND o.kind = 'PARTNER'));
-- shutting one out takes no fresh factor: it is done at once
CREATE POLICY change ON access.machine FOR UPDATE TO durumi_app
	USING ((SELECT access.administered_org()) IS NOT NULL)
	WITH CHECK ((SELECT access.administered_org()) IS NOT NULL AND ((SELECT access.acr()) >= 2 OR NOT active));

-- As before (V20261123_02), and: a machine's.
CREATE OR REPLACE FUNCTION access.partner_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.org_id FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND 'PARTNER' = ANY (s.roles)
	UNION ALL
	SELECT m.org_id FROM access.machine m WHERE m.subject = access.actor() AND m.active
$$;

GRANT SELECT ON access.machine TO durumi_audit_owner;

-- As before (V20261126_31), and: what the keeper ends, such as a referral that nobody decided about.
CREATE OR REPLACE FUNCTION access.desk_orgs() RETURNS uuid[]
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(o.id), '{}')
	FROM access.staff me CROSS JOIN LATERAL (
		SELECT g.id FROM access.organisation g
		WHERE g.id = me.org_id OR NOT EXISTS (
			SELECT FROM access.staff s WHERE s.org_id = g.id AND s.active AND 'SUPERVISOR' = ANY (s.roles))
		UNION ALL SELECT access.system_actor('ANONYMOUS')
		UNION ALL SELECT access.system_actor('KEYCLOAK_WATCH')
		UNION ALL SELECT access.system_actor('SESSION_KEEPER')
		UNION ALL SELECT access.system_actor('HANDOFF_KEEPER')
		UNION ALL SELECT access.system_actor('SERVER')) o
	WHERE me.subject = access.actor() AND me.active AND 'SUPERVISOR' = ANY (me.roles)
$$;

CALL casework.put_under_audit('access.machine', 'subject');
CALL casework.hold_rows('access.machine', 'subject', '{subject}', '{client_id, org_id, active, registered_by, registered_at}');

RESET ROLE;
SET ROLE durumi_audit_owner;

-- As before (V20261128_22), and: what a machine did about nobody in particular, such as to try the ids of others, is its organisation's,
-- as what a member of that organisation did is: on the desks of whoever answers for it.
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
	IF NEW.subject_org IS NULL THEN
		SELECT m.org_id INTO NEW.subject_org FROM access.machine m WHERE m.subject = NEW.actor_id;
	END IF;
	NEW.txid := pg_current_xact_id();
	NEW.occurred_at := greatest(clock_timestamp(), transaction_timestamp());
	NEW.leaf_format := 1;
	NEW.leaf_hash := audit.leaf_hash(NEW);
	RETURN NEW;
END $$;

-- As before (V20261128_02), and: a machine, so that one that tries many ids is told of once and not at each.
CREATE OR REPLACE FUNCTION audit.acts_herself(wanted uuid) RETURNS boolean
	LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
	RETURN EXISTS (SELECT FROM access.staff s WHERE s.subject = wanted) OR EXISTS (SELECT FROM access.machine m WHERE m.subject = wanted);

RESET ROLE;
