-- Partner organisations: what they help with and where, and the OpenPGP keys that packages for them are sealed to. A key counts once
-- two people who did not bring it in have compared its fingerprint. Nothing here is about a person, and keys are public.
--
-- What this protects against: a key that one person, or a mistake, puts into another's place. What it does not: code that runs any SQL
-- as durumi_app may act as three people, and whoever owns the database may exchange a key; the verifier finds that afterwards.

CREATE SCHEMA partners AUTHORIZATION durumi_owner;

SET ROLE durumi_owner;
GRANT USAGE ON SCHEMA partners TO durumi_app;

CREATE TABLE partners.partner (
	id                uuid    PRIMARY KEY REFERENCES access.organisation,
	functions         text[]  NOT NULL CHECK (functions <@ ARRAY['IDENTIFICATION', 'SHELTER', 'PASSAGE', 'LEGAL', 'MEDICAL', 'RESETTLEMENT']),
	regions           text[]  NOT NULL CHECK (array_to_string(regions, ',', '') ~ '^([A-Z]{2}(,[A-Z]{2}){0,29})?$'),  -- ISO 3166-1 alpha-2
	contact_language  text    CHECK (contact_language ~ '^[A-Z]{2,20}$'),
	enabled           boolean NOT NULL,
	notice_address    text    CHECK (length(notice_address) <= 254
		AND notice_address ~ '^[A-Za-z0-9_%+-]+(\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$')
);

-- each state of a key that was uploaded; the newest of a fingerprint is what is sealed to
CREATE TABLE partners.partner_key (
	id           uuid        PRIMARY KEY,
	partner_id   uuid        NOT NULL REFERENCES access.organisation,
	fingerprint  text        NOT NULL CHECK (fingerprint ~ '^[0-9A-F]{40}$'),
	algorithm    text        NOT NULL CHECK (length(algorithm) BETWEEN 1 AND 40),
	expires_at   timestamptz NOT NULL,
	certificate  bytea       NOT NULL CHECK (octet_length(certificate) BETWEEN 1 AND 65536),
	uploaded_by  uuid        NOT NULL REFERENCES access.staff,
	uploaded_at  timestamptz NOT NULL DEFAULT statement_timestamp()
);
CREATE INDEX ON partners.partner_key (partner_id, fingerprint, uploaded_at);

CREATE TABLE partners.key_confirmation (
	id            uuid        NOT NULL REFERENCES partners.partner_key,   -- of the key, which the event about it is about
	confirmed_by  uuid        NOT NULL REFERENCES access.staff,
	confirmed_at  timestamptz NOT NULL DEFAULT statement_timestamp(),
	PRIMARY KEY (id, confirmed_by)
);

CREATE TABLE partners.key_revocation (
	id          uuid        PRIMARY KEY REFERENCES partners.partner_key,   -- of the key
	revoked_by  uuid        NOT NULL REFERENCES access.staff,
	revoked_at  timestamptz NOT NULL DEFAULT statement_timestamp(),
	why         text        NOT NULL CHECK (why IN ('EXPOSED', 'REPLACED', 'NOT_THEIRS', 'SIGNED_BY_OWNER'))
);

-- Whether a fingerprint is revoked for this partner, in whichever state of the key that was said. For everybody: whoever may not see
-- who said it must not take the key for good.
CREATE FUNCTION partners.is_revoked(partner uuid, print text) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM partners.partner_key k JOIN partners.key_revocation r ON r.id = k.id
		WHERE k.partner_id = partner AND k.fingerprint = print)
$$;

-- Since when two people vouch for a fingerprint; absent while fewer do. Later states of the key need no new comparison: only who holds
-- the key can make them.
CREATE FUNCTION partners.vouched_since(partner uuid, print text) RETURNS timestamptz
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT min(c.confirmed_at) FROM partners.partner_key k JOIN partners.key_confirmation c ON c.id = k.id
	WHERE k.partner_id = partner AND k.fingerprint = print
	GROUP BY c.confirmed_by ORDER BY 1 OFFSET 1 LIMIT 1
$$;

-- May the actor vouch for it: as somebody who works with cases, who brought in no state of it.
CREATE FUNCTION partners.may_vouch(key uuid) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT access.acr() >= 2
	   AND EXISTS (SELECT FROM access.staff s WHERE s.subject = access.actor() AND s.active
		AND s.roles && ARRAY['CASEWORKER', 'COORDINATOR', 'SUPERVISOR', 'ADMIN'])
	   AND EXISTS (SELECT FROM partners.partner_key k WHERE k.id = key AND NOT partners.is_revoked(k.partner_id, k.fingerprint)
		AND NOT EXISTS (SELECT FROM partners.partner_key state WHERE state.partner_id = k.partner_id
			AND state.fingerprint = k.fingerprint AND state.uploaded_by = access.actor()))
$$;
-- Where a partner is told by mail that something waits for it: for whoever works here, and for the job that tells.
CREATE FUNCTION partners.notice_address(partner uuid) RETURNS text
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT p.notice_address FROM partners.partner p
	WHERE p.id = partner AND (access.my_org() IS NOT NULL OR access.is_system('HANDOFF_KEEPER'))
$$;
GRANT EXECUTE ON FUNCTION partners.is_revoked(uuid, text), partners.vouched_since(uuid, text), partners.may_vouch(uuid),
	partners.notice_address(uuid) TO durumi_app;

-- the address is read through its function alone: a partner's member sees the row, and who reads its mail is not hers to know
GRANT SELECT (id, functions, regions, contact_language, enabled), INSERT, UPDATE (functions, regions, contact_language, enabled, notice_address)
	ON partners.partner TO durumi_app;
GRANT SELECT, INSERT (id, partner_id, fingerprint, algorithm, expires_at, certificate, uploaded_by) ON partners.partner_key TO durumi_app;
GRANT SELECT, INSERT (id, confirmed_by) ON partners.key_confirmation TO durumi_app;
GRANT SELECT, INSERT (id, revoked_by, why) ON partners.key_revocation TO durumi_app;
ALTER TABLE partners.partner          ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE partners.partner_key      ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE partners.key_confirmation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE partners.key_revocation   ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- whoever works here sees all, a partner's member what is her organisation's; who of ours compared a key is not hers to know
CREATE POLICY read ON partners.partner FOR SELECT TO durumi_app USING (
	(SELECT access.my_org()) IS NOT NULL OR id = (SELECT access.partner_org()));
CREATE POLICY read ON partners.partner_key FOR SELECT TO durumi_app USING (
	(SELECT access.my_org()) IS NOT NULL OR partner_id = (SELECT access.partner_org()));
CREATE POLICY read ON partners.key_confirmation FOR SELECT TO durumi_app USING ((SELECT access.my_org()) IS NOT NULL);
CREATE POLICY read ON partners.key_revocation FOR SELECT TO durumi_app USING ((SELECT access.my_org()) IS NOT NULL);

-- closing a partner takes no fresh factor: it is done at once
CREATE POLICY add ON partners.partner FOR INSERT TO durumi_app WITH CHECK (
	    (SELECT access.administered_org()) IS NOT NULL AND ((SELECT access.acr()) >= 2 OR NOT enabled)
	AND EXISTS (SELECT FROM access.organisation o WHERE o.id = partner.id AND o.kind = 'PARTNER'));
CREATE POLICY change ON partners.partner FOR UPDATE TO durumi_app
	USING ((SELECT access.administered_org()) IS NOT NULL)
	WITH CHECK ((SELECT access.administered_org()) IS NOT NULL AND ((SELECT access.acr()) >= 2 OR NOT enabled));

CREATE POLICY upload ON partners.partner_key FOR INSERT TO durumi_app WITH CHECK (
	    uploaded_by = (SELECT access.actor()) AND (SELECT access.answered_org()) IS NOT NULL AND (SELECT access.acr()) >= 2
	AND EXISTS (SELECT FROM access.organisation o WHERE o.id = partner_id AND o.kind = 'PARTNER'));
CREATE POLICY vouch ON partners.key_confirmation FOR INSERT TO durumi_app WITH CHECK (
	confirmed_by = (SELECT access.actor()) AND partners.may_vouch(id));
CREATE POLICY revoke ON partners.key_revocation FOR INSERT TO durumi_app WITH CHECK (
	revoked_by = (SELECT access.actor()) AND (SELECT access.answered_org()) IS NOT NULL);

CALL casework.put_under_audit('partners.partner', 'id');
CALL casework.put_under_audit('partners.partner_key', 'id');
CALL casework.put_under_audit('partners.key_confirmation', 'id');
CALL casework.put_under_audit('partners.key_revocation', 'id');

-- a key that was exchanged for another, or a word about it that nobody gave, is found like any other row that was edited
CALL casework.hold_rows('partners.partner_key', 'id', '{id}',
	'{partner_id, fingerprint, algorithm, expires_at, certificate, uploaded_by, uploaded_at}');
CALL casework.hold_rows('partners.key_confirmation', 'id', '{id, confirmed_by}', '{confirmed_at}');
CALL casework.hold_rows('partners.key_revocation', 'id', '{id}', '{revoked_by, revoked_at, why}');

RESET ROLE;
