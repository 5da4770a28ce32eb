-- Who is asking, and who works here. The roles themselves are made by deploy/postgres/roles.sql.
--
-- What row-level security protects against: an application query that forgot its scope, a wrong join, a screen that asks for too
-- much. What it does not: code that runs arbitrary SQL as durumi_app may set any actor. Keys, quotas and the audit log limit that.

CREATE SCHEMA access   AUTHORIZATION durumi_owner;
CREATE SCHEMA casework AUTHORIZATION durumi_owner;

SET ROLE durumi_owner;
-- new functions are callable by nobody until granted, also in later migrations
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA access   TO durumi_app, durumi_audit_owner;
GRANT USAGE ON SCHEMA casework TO durumi_app, durumi_audit_owner;

-- ------------------------------------------------------------------------------------------------------------ who is asking
-- Set once per transaction: SELECT set_config('durumi.actor', ?, true), set_config('durumi.acr', ?, true).
-- After the first local set_config the setting reads '' in later transactions, not NULL: hence nullif.
-- SQL-standard bodies are parsed here and now, so the caller's search_path cannot change their meaning, and they inline.
CREATE FUNCTION access.actor() RETURNS uuid
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN nullif(current_setting('durumi.actor', true), '')::uuid;

-- 1 = ordinary login, 2 = fresh strong factor
CREATE FUNCTION access.acr() RETURNS smallint
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN coalesce(nullif(current_setting('durumi.acr', true), '')::smallint, 0::smallint);

-- Jobs act under a name of their own. Version 8 ids: Keycloak makes version 4, so they can never meet a person's.
CREATE FUNCTION access.system_actor(name text) RETURNS uuid
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE name
		WHEN 'ANONYMOUS'     THEN '00000000-0000-8000-8000-000000000001'::uuid -- failed logins
		WHEN 'MIGRATION'     THEN '00000000-0000-8000-8000-000000000002'::uuid -- data changes made by durumi_owner
		WHEN 'SEQUENCER'     THEN '00000000-0000-8000-8000-000000000003'::uuid -- heartbeats
		WHEN 'SILENCE_WATCH' THEN '00000000-0000-8000-8000-000000000004'::uuid -- reads overdue cases, no key
		WHEN 'KEY_REWRAP'    THEN '00000000-0000-8000-8000-000000000005'::uuid -- reads and re-wraps every key, no case
		WHEN 'ERASURE'       THEN '00000000-0000-8000-8000-000000000006'::uuid -- deletes the keys of a case
	END;

CREATE FUNCTION access.is_system(name text) RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN coalesce(access.actor() = access.system_actor(name), false);

GRANT EXECUTE ON FUNCTION access.actor(), access.acr(), access.is_system(text), access.system_actor(text) TO durumi_app, durumi_audit_owner;

-- --------------------------------------------------------------------------------------------------------------------- staff
CREATE TABLE access.organisation (
	id    uuid PRIMARY KEY,
	name  text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	kind  text NOT NULL CHECK (kind IN ('OURS', 'PARTNER'))
);

CREATE TABLE access.team (
	id      uuid PRIMARY KEY,
	org_id  uuid NOT NULL REFERENCES access.organisation,
	name    text NOT NULL CHECK (length(name) BETWEEN 1 AND 80)
);
CREATE INDEX ON access.team (org_id);

CREATE TABLE access.staff (
	subject       uuid    PRIMARY KEY,               -- Keycloak subject
	team_id       uuid    REFERENCES access.team,
	org_id        uuid    NOT NULL REFERENCES access.organisation,
	display_name  text    NOT NULL CHECK (length(display_name) BETWEEN 1 AND 80),
	roles         text[]  NOT NULL CHECK (roles <@ ARRAY['CASEWORKER', 'COORDINATOR', 'SUPERVISOR', 'PARTNER', 'ANALYST', 'ADMIN']),
	active        boolean NOT NULL DEFAULT true,
	-- a partner's member is never staff of ours as well
	CHECK (NOT ('PARTNER' = ANY (roles)) OR cardinality(roles) = 1)
);
CREATE INDEX ON access.staff (org_id);
CREATE INDEX ON access.staff (team_id);

-- Relation × compartment: the rows that the key release reads.
CREATE TABLE access.clearance (
	relation     text     NOT NULL CHECK (relation IN ('OWNER', 'ASSIGNED', 'PASSAGE', 'TEAM', 'SUPERVISOR', 'BREAK_GLASS')),
	compartment  text     NOT NULL CHECK (compartment IN ('CORE', 'IDENTITY', 'HARM', 'HEALTH', 'ROUTE', 'HELPERS', 'RELATIVES_AT_HOME')),
	acr          smallint NOT NULL DEFAULT 0,        -- the least step-up level that opens it
	PRIMARY KEY (relation, compartment)
);
INSERT INTO access.clearance (relation, compartment, acr)
	SELECT r, c, CASE c WHEN 'RELATIVES_AT_HOME' THEN 2 ELSE 0 END
	FROM unnest(ARRAY['OWNER', 'ASSIGNED']) r,
	     unnest(ARRAY['CORE', 'IDENTITY', 'HARM', 'HEALTH', 'ROUTE', 'HELPERS', 'RELATIVES_AT_HOME']) c;
INSERT INTO access.clearance (relation, compartment)
	SELECT 'BREAK_GLASS', c FROM unnest(ARRAY['CORE', 'IDENTITY', 'HARM', 'HEALTH', 'ROUTE', 'HELPERS']) c;
INSERT INTO access.clearance (relation, compartment) VALUES
	('PASSAGE', 'CORE'), ('PASSAGE', 'ROUTE'), ('PASSAGE', 'HELPERS'),
	('SUPERVISOR', 'CORE'), ('SUPERVISOR', 'ROUTE'),
	('TEAM', 'CORE');

RESET ROLE;
