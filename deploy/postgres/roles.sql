-- The database's roles. Run by a superuser, connected to the database of Durumi; may be run again.
-- Passwords are set by whoever starts the server, not here.
DO $$
DECLARE
	r text;
BEGIN
	FOREACH r IN ARRAY ARRAY['durumi_owner', 'durumi_audit_owner', 'durumi_migrator', 'durumi_app', 'durumi_sequencer', 'durumi_verifier'] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
			EXECUTE format('CREATE ROLE %I', r);
		END IF;
	END LOOP;
	-- nobody makes objects or temporary tables by default: a temporary table is also a type that could shadow one of ours
	EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format('GRANT CREATE ON DATABASE %I TO durumi_migrator, durumi_owner, durumi_audit_owner', current_database());
END $$;

-- BYPASSRLS lets the owners' SECURITY DEFINER helpers read the tables under FORCE, so no policy calls itself
ALTER ROLE durumi_owner       NOLOGIN NOSUPERUSER BYPASSRLS   NOCREATEROLE NOCREATEDB;
ALTER ROLE durumi_audit_owner NOLOGIN NOSUPERUSER BYPASSRLS   NOCREATEROLE NOCREATEDB;
ALTER ROLE durumi_migrator    LOGIN   NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT;
ALTER ROLE durumi_app         LOGIN   NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT;
ALTER ROLE durumi_sequencer   LOGIN   NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT;
ALTER ROLE durumi_verifier    LOGIN   NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT;

-- migrations run as the owners, one SET ROLE at a time, and never as the application
GRANT durumi_owner, durumi_audit_owner TO durumi_migrator WITH INHERIT FALSE, SET TRUE;
GRANT CREATE ON SCHEMA public TO durumi_migrator;

-- large objects lie outside row security and the audit log, and everybody may make them by default
DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT oid::regprocedure FROM pg_proc
	          WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname LIKE 'lo\_%' OR proname IN ('loread', 'lowrite')) LOOP
		EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
	END LOOP;
END $$;

-- a transaction that waits for its own session row (see audit.stamp) ends instead of hanging
ALTER ROLE durumi_app SET lock_timeout = '5s';
ALTER ROLE durumi_app SET idle_in_transaction_session_timeout = '60s';
