-- What a partner's machine asked for once and may ask for again without it being done twice: each row under the key that the machine
-- gave its request. Kept for a day.
--
-- What this does not do: it does not know what was asked or answered; it holds hashes, which tell nothing without the root keyset.

SET ROLE durumi_owner;

CREATE TABLE access.machine_post (
	machine       uuid        NOT NULL REFERENCES access.machine,
	key_hash      text        NOT NULL CHECK (key_hash ~ '^[0-9a-f]{32}$'),
	request_hash  text        NOT NULL CHECK (request_hash ~ '^[0-9a-f]{32}$'),
	subject       uuid        NOT NULL,                  -- what was made or changed by it: the answer follows from that
	done_at       timestamptz NOT NULL DEFAULT statement_timestamp(),
	PRIMARY KEY (machine, key_hash)
);
CREATE INDEX ON access.machine_post (done_at);
ALTER TABLE access.machine_post ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT (machine, key_hash, request_hash, subject) ON access.machine_post TO durumi_app;
CREATE POLICY read ON access.machine_post FOR SELECT TO durumi_app USING (machine = (SELECT access.actor()));
CREATE POLICY add ON access.machine_post FOR INSERT TO durumi_app WITH CHECK (
	machine = (SELECT access.actor()) AND (SELECT access.partner_org()) IS NOT NULL);

-- the act is what is told; that the row is forgotten is not
CREATE CONSTRAINT TRIGGER audited AFTER INSERT ON access.machine_post
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.require_event('subject');
ALTER TABLE access.machine_post ENABLE ALWAYS TRIGGER audited;

CREATE FUNCTION access.forget_machine_posts() RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM access.machine_post p
	WHERE p.done_at < statement_timestamp() - interval '24 hours' AND access.is_system('SESSION_KEEPER')
$$;
GRANT EXECUTE ON FUNCTION access.forget_machine_posts() TO durumi_app;

RESET ROLE;
