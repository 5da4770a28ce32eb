-- audit.sql: the log of events, written in the transaction of the change and sequenced into a Merkle tree afterwards.
-- The tables under the rule are tied to it by the migrations that make them, and at the end of this one.
--
-- What this guarantees: no commit of the application changes a row without an event about that row's subject; an event's time,
-- transaction, sequence and leaf are the database's word. What it does not: whoever owns these tables, or is superuser, may
-- disable a trigger; that is what checkpoints held elsewhere are for. And it does not judge what the event says: the record of a
-- read in the same transaction vouches for a change.

CREATE SCHEMA audit AUTHORIZATION durumi_audit_owner;
SET ROLE durumi_owner;
GRANT SELECT ON access.staff, casework.case_file TO durumi_audit_owner;
GRANT EXECUTE ON FUNCTION access.owned_cases(), access.supervised_teams(), access.my_teams(text[]) TO durumi_audit_owner;
RESET ROLE;
SET ROLE durumi_audit_owner;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO durumi_app, durumi_owner, durumi_sequencer, durumi_verifier;

-- ---------------------------------------------------------------------------------------------------------------------
-- 1. Tables
-- ---------------------------------------------------------------------------------------------------------------------
-- One row a session of a person or a job. The row is locked from its first event to the end of the transaction, so one
-- session writes its events one transaction after the other: rollback gives the number back and leaves no gap.
CREATE TABLE audit.session (
	session_ref  bytea       PRIMARY KEY CHECK (octet_length(session_ref) = 16),
	actor        uuid        NOT NULL,
	next_seq     integer     NOT NULL DEFAULT 0,
	opened_at    timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);                            -- next_seq is in no index: updates stay on the page

CREATE TABLE audit.event (
	event_id          uuid        PRIMARY KEY,       -- UUIDv7, made by the application
	occurred_at       timestamptz NOT NULL,          -- stamped
	txid              xid8        NOT NULL,          -- stamped
	node_id           smallint    NOT NULL,
	actor_id          uuid        NOT NULL,
	actor_org         uuid        NOT NULL,
	session_ref       bytea       NOT NULL,          -- stamp() has found it, a foreign key would look again
	session_seq       integer     NOT NULL,          -- stamped
	acr               smallint    NOT NULL,
	action            text        NOT NULL CHECK (action ~ '^[A-Z][A-Z0-9_]{2,40}$'),
	outcome           smallint    NOT NULL CHECK (outcome IN (0, 1, 2)), -- 0 done, 1 denied, 2 failed
	subject_type      text        NOT NULL CHECK (subject_type ~ '^[A-Z][A-Z0-9_]{2,40}$'),
	subject_id        uuid        NOT NULL,
	case_id           uuid,
	compartment       text,
	subject_org       uuid,                          -- stamped
	subject_team      uuid,                          -- stamped
	detail_enc        bytea,
	detail_sha256     bytea       NOT NULL CHECK (octet_length(detail_sha256) = 32),
	row_state_sha256  bytea       CHECK (octet_length(row_state_sha256) = 32),
	leaf_format       smallint    NOT NULL,          -- stamped
	leaf_hash         bytea       NOT NULL CHECK (octet_length(leaf_hash) = 32), -- stamped
	UNIQUE (session_ref, session_seq),
	CHECK (detail_enc IS NULL OR detail_sha256 = sha256(detail_enc))
);
CREATE INDEX event_txid  ON audit.event (txid, case_id);          -- require_event
CREATE INDEX event_case  ON audit.event (case_id, event_id) WHERE case_id IS NOT NULL;
CREATE INDEX event_actor ON audit.event (actor_id, event_id);
CREATE INDEX event_team  ON audit.event (subject_team, event_id) WHERE subject_team IS NOT NULL;

-- The queue. No foreign key: only enqueue() writes it, and the check would lock every event a second time.
CREATE TABLE audit.pending (
	event_id  uuid PRIMARY KEY
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

CREATE TABLE audit.leaf (
	leaf_index  bigint PRIMARY KEY CHECK (leaf_index >= 0),
	event_id    uuid   NOT NULL UNIQUE REFERENCES audit.event,
	leaf_hash   bytea  NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

CREATE TABLE audit.tile (
	level       smallint NOT NULL,
	tile_index  bigint   NOT NULL,
	hashes      bytea    NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
	PRIMARY KEY (level, tile_index)
);

CREATE TABLE audit.checkpoint (
	tree_size    bigint      PRIMARY KEY,            -- two checkpoints never share a size: an idle log gets a HEARTBEAT
	incarnation  uuid        NOT NULL,
	root_hash    bytea       NOT NULL CHECK (octet_length(root_hash) = 32),
	note         text        NOT NULL,
	created_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE audit.anchor (
	tree_size  bigint      NOT NULL REFERENCES audit.checkpoint,
	kind       text        NOT NULL,
	witness    text        NOT NULL,
	receipt    bytea       NOT NULL,
	at         timestamptz NOT NULL DEFAULT clock_timestamp(),
	PRIMARY KEY (tree_size, kind, witness)
);

-- The keys for the detail of events that belong to no case, one a month, wrapped by the root keyset. Whoever acts may write an
-- event and so needs the key; what it opens is reached through audit.event's own policies.
CREATE TABLE audit.log_key (
	month            text  PRIMARY KEY CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
	wrapped          bytea NOT NULL,
	wrapping_key_id  text  NOT NULL
);

-- ---------------------------------------------------------------------------------------------------------------------
-- 2. The leaf: SHA-256(0x00 ‖ TLV). The database computes it, since it covers columns that only the database knows;
--    the verifier recomputes it from the row. Tag 1 byte, length 4 bytes big-endian, value; an absent value is an absent tag.
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION audit.tlv(tag integer, val bytea) RETURNS bytea
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(set_byte('\x00'::bytea, 0, tag) || int4send(octet_length(val)) || val, ''::bytea);

CREATE FUNCTION audit.leaf_hash(e audit.event) RETURNS bytea
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN sha256('\x00'::bytea
		|| audit.tlv( 1, int2send(e.leaf_format))
		|| audit.tlv( 2, uuid_send(e.event_id))
		|| audit.tlv( 3, timestamptz_send(e.occurred_at)) -- microseconds since 2000-01-01T00:00:00Z
		|| audit.tlv( 4, xid8send(e.txid))
		|| audit.tlv( 5, int2send(e.node_id))
		|| audit.tlv( 6, uuid_send(e.actor_id))
		|| audit.tlv( 7, uuid_send(e.actor_org))
		|| audit.tlv( 8, e.session_ref)
		|| audit.tlv( 9, int4send(e.session_seq))
		|| audit.tlv(10, int2send(e.acr))
		|| audit.tlv(11, convert_to(e.action, 'UTF8'))
		|| audit.tlv(12, int2send(e.outcome))
		|| audit.tlv(13, convert_to(e.subject_type, 'UTF8'))
		|| audit.tlv(14, uuid_send(e.subject_id))
		|| audit.tlv(15, uuid_send(e.case_id))
		|| audit.tlv(16, convert_to(e.compartment, 'UTF8'))
		|| audit.tlv(17, uuid_send(e.subject_org))
		|| audit.tlv(18, uuid_send(e.subject_team))
		|| audit.tlv(19, e.detail_sha256)               -- the ciphertext's hash: erasure of the key leaves the log verifiable
		|| audit.tlv(20, e.row_state_sha256));
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- 3. Writing
-- ---------------------------------------------------------------------------------------------------------------------
-- Called once at login, and by each job at its start, with durumi.actor set.
CREATE FUNCTION audit.open_session(ref bytea) RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	INSERT INTO audit.session (session_ref, actor) VALUES (ref, access.actor())
$$;

-- Whatever came in these columns is overwritten. The number comes from the session's row and only for its own actor;
-- nobody may call for a number, one is taken by the event that uses it.
CREATE FUNCTION audit.stamp() RETURNS trigger
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
	-- whose desk reviews it is the database's word: the case's team, else the actor's own
	SELECT c.team_id, c.org_id INTO NEW.subject_team, NEW.subject_org FROM casework.case_file c WHERE c.id = NEW.case_id;
	IF NOT FOUND THEN
		SELECT s.team_id, s.org_id INTO NEW.subject_team, NEW.subject_org FROM access.staff s WHERE s.subject = NEW.actor_id;
	END IF;
	NEW.txid := pg_current_xact_id();
	NEW.occurred_at := greatest(clock_timestamp(), transaction_timestamp());
	NEW.leaf_format := 1;
	NEW.leaf_hash := audit.leaf_hash(NEW);
	RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT ON audit.event FOR EACH ROW EXECUTE FUNCTION audit.stamp();

CREATE FUNCTION audit.enqueue() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO audit.pending (event_id) VALUES (NEW.event_id);
	RETURN NULL;
END $$;
CREATE TRIGGER enqueue AFTER INSERT ON audit.event FOR EACH ROW EXECUTE FUNCTION audit.enqueue();

-- ---------------------------------------------------------------------------------------------------------------------
-- 4. Append-only, for owners too
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION audit.forbid() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION 'audit.% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event      FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.leaf       FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.anchor     FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();
CREATE TRIGGER no_change BEFORE           DELETE OR TRUNCATE ON audit.tile       FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();
CREATE TRIGGER no_change BEFORE           DELETE OR TRUNCATE ON audit.session    FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();
CREATE TRIGGER no_change BEFORE                     TRUNCATE ON audit.pending    FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();

-- a partial tile grows at its end; a session's number only rises by one
CREATE FUNCTION audit.only_grows() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF (NEW.level, NEW.tile_index) <> (OLD.level, OLD.tile_index)
	   OR octet_length(NEW.hashes) < octet_length(OLD.hashes)
	   OR substr(NEW.hashes, 1, octet_length(OLD.hashes)) <> OLD.hashes THEN
		RAISE EXCEPTION 'a tile only grows' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE ON audit.tile FOR EACH ROW EXECUTE FUNCTION audit.only_grows();

CREATE FUNCTION audit.only_counts() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF (NEW.session_ref, NEW.actor, NEW.opened_at, NEW.next_seq) IS DISTINCT FROM (OLD.session_ref, OLD.actor, OLD.opened_at, OLD.next_seq + 1) THEN
		RAISE EXCEPTION 'a session only counts' USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER only_counts BEFORE UPDATE ON audit.session FOR EACH ROW EXECUTE FUNCTION audit.only_counts();

-- ALWAYS: session_replication_role = replica does not switch them off
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT tgrelid::regclass AS rel, tgname FROM pg_trigger
	          WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'audit'::regnamespace) LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', t.rel, t.tgname);
	END LOOP;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- 5. No change without an event about it
-- ---------------------------------------------------------------------------------------------------------------------
-- CREATE CONSTRAINT TRIGGER … DEFERRABLE INITIALLY DEFERRED … EXECUTE FUNCTION audit.require_event('case_id')
-- The argument names the column that holds the subject. A row that moves from one subject to another needs an event for both.
CREATE FUNCTION audit.require_event() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	subjects  uuid[];
	wanted    uuid;
	tx        xid8 := pg_current_xact_id();
BEGIN
	-- a branch a column: the name is never put together into SQL, and no row is turned into JSON
	CASE TG_ARGV[0]
		WHEN 'id' THEN
			IF TG_OP <> 'INSERT' THEN subjects := subjects || OLD.id; END IF;
			IF TG_OP <> 'DELETE' THEN subjects := subjects || NEW.id; END IF;
		WHEN 'case_id' THEN
			IF TG_OP <> 'INSERT' THEN subjects := subjects || OLD.case_id; END IF;
			IF TG_OP <> 'DELETE' THEN subjects := subjects || NEW.case_id; END IF;
		WHEN 'subject' THEN
			IF TG_OP <> 'INSERT' THEN subjects := subjects || OLD.subject; END IF;
			IF TG_OP <> 'DELETE' THEN subjects := subjects || NEW.subject; END IF;
		WHEN 'event_id' THEN
			IF TG_OP <> 'INSERT' THEN subjects := subjects || OLD.event_id; END IF;
			IF TG_OP <> 'DELETE' THEN subjects := subjects || NEW.event_id; END IF;
	END CASE;                                        -- another name: case_not_found, and the commit fails
	FOREACH wanted IN ARRAY subjects LOOP
		-- the time guards against a restore into a new cluster, where transaction numbers start again
		IF NOT EXISTS (SELECT FROM audit.event e
		                WHERE e.txid = tx AND e.occurred_at >= transaction_timestamp() AND e.outcome = 0
		                  AND (e.case_id = wanted OR e.subject_id = wanted)) THEN
			RAISE EXCEPTION 'change to %.% without an audit event about its subject', TG_TABLE_SCHEMA, TG_TABLE_NAME
				USING ERRCODE = 'integrity_constraint_violation';
		END IF;
	END LOOP;
	RETURN NULL;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- 6. Sequencing
-- ---------------------------------------------------------------------------------------------------------------------
-- One at a time: who does not get the lock gets an empty batch. Call drain, write tiles and sign the checkpoint in ONE
-- transaction: the lock is held to its end.
CREATE FUNCTION audit.my_turn() RETURNS boolean
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- an older snapshot would not see the leaves of the sequencer before us
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'the sequencer runs at read committed' USING ERRCODE = 'invalid_transaction_state';
	END IF;
	RETURN pg_try_advisory_xact_lock(1146442317, 1); -- 'DURM'
END $$;

CREATE FUNCTION audit.drain(max_batch integer) RETURNS TABLE (leaf_index bigint, event_id uuid, leaf_hash bytea)
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	n bigint;
BEGIN
	IF NOT audit.my_turn() THEN
		RETURN;
	END IF;
	SELECT coalesce(max(l.leaf_index) + 1, 0) INTO n FROM audit.leaf l;
	RETURN QUERY
		WITH taken AS (
			DELETE FROM audit.pending p
			 WHERE p.event_id IN (SELECT q.event_id FROM audit.pending q ORDER BY q.event_id LIMIT max_batch)
			RETURNING p.event_id
		), numbered AS (
			SELECT n + row_number() OVER (ORDER BY e.event_id) - 1 AS i, e.event_id, e.leaf_hash
			FROM taken JOIN audit.event e USING (event_id)
		)
		INSERT INTO audit.leaf AS l SELECT i, numbered.event_id, numbered.leaf_hash FROM numbered ORDER BY i
		RETURNING l.leaf_index, l.event_id, l.leaf_hash;
END $$;

-- One event when nothing else waits, so that the next checkpoint has another size. True when one was written.
CREATE FUNCTION audit.heartbeat(id uuid, node smallint, ref bytea) RETURNS boolean
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	sequencer uuid := access.system_actor('SEQUENCER');
BEGIN
	IF NOT audit.my_turn() OR EXISTS (SELECT FROM audit.pending) THEN
		RETURN false;
	END IF;
	INSERT INTO audit.session (session_ref, actor) VALUES (ref, sequencer) ON CONFLICT DO NOTHING;
	INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256)
		VALUES (id, node, sequencer, sequencer, ref, 0, 'HEARTBEAT', 0, 'NODE', sequencer, sha256(''));
	RETURN true;
END $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- 7. Who may do what
-- ---------------------------------------------------------------------------------------------------------------------
DO $$
DECLARE
	t regclass;
BEGIN
	FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'audit'::regnamespace LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY verifier ON %s FOR SELECT TO durumi_verifier USING (true)', t);
		EXECUTE format('GRANT SELECT ON %s TO durumi_verifier', t);
	END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION audit.leaf_hash(audit.event), audit.tlv(integer, bytea) TO durumi_verifier;

-- the application names every column it may write: not the stamped ones
GRANT INSERT (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, case_id,
              compartment, subject_org, subject_team, detail_enc, detail_sha256, row_state_sha256)
	ON audit.event TO durumi_app, durumi_owner;
GRANT SELECT ON audit.event TO durumi_app;
GRANT EXECUTE ON FUNCTION audit.open_session(bytea) TO durumi_app, durumi_owner;
GRANT EXECUTE ON FUNCTION audit.require_event() TO durumi_owner; -- to put it on its tables
CREATE POLICY write_own ON audit.event FOR INSERT TO durumi_app WITH CHECK (actor_id = (SELECT access.actor()));
CREATE POLICY read_own ON audit.event FOR SELECT TO durumi_app USING (actor_id = (SELECT access.actor()));
CREATE POLICY read_of_owned_cases ON audit.event FOR SELECT TO durumi_app USING (case_id = ANY ((SELECT access.owned_cases())::uuid[]));
CREATE POLICY read_of_supervised_teams ON audit.event FOR SELECT TO durumi_app USING (subject_team = ANY ((SELECT access.supervised_teams())::uuid[]));

-- what the actor may sign off in a review: her teams' events, never her own
CREATE VIEW audit.reviewable WITH (security_invoker, security_barrier) AS
	SELECT * FROM audit.event e
	WHERE e.subject_team = ANY ((SELECT access.supervised_teams())::uuid[]) AND e.actor_id <> (SELECT access.actor());
GRANT SELECT ON audit.reviewable TO durumi_app;

-- the sequencer never reads an event, it gets the leaves
GRANT EXECUTE ON FUNCTION audit.drain(integer), audit.heartbeat(uuid, smallint, bytea) TO durumi_sequencer;
GRANT SELECT ON audit.leaf TO durumi_sequencer;
GRANT SELECT, INSERT ON audit.checkpoint, audit.anchor TO durumi_sequencer;
GRANT SELECT, INSERT, UPDATE (hashes) ON audit.tile TO durumi_sequencer;
CREATE POLICY sequencer ON audit.leaf       FOR SELECT TO durumi_sequencer USING (true);
CREATE POLICY sequencer ON audit.checkpoint FOR ALL    TO durumi_sequencer USING (true);
CREATE POLICY sequencer ON audit.anchor     FOR ALL    TO durumi_sequencer USING (true);
CREATE POLICY sequencer ON audit.tile       FOR ALL    TO durumi_sequencer USING (true);

GRANT SELECT, INSERT ON audit.log_key TO durumi_app;
CREATE POLICY acting_read ON audit.log_key FOR SELECT TO durumi_app USING ((SELECT access.actor()) IS NOT NULL);
CREATE POLICY acting_add ON audit.log_key FOR INSERT TO durumi_app WITH CHECK ((SELECT access.actor()) IS NOT NULL);

RESET ROLE;

-- ---------------------------------------------------------------------------------------------------------------------
-- 8. The tables made so far come under the rule; each later table adds its own line
-- ---------------------------------------------------------------------------------------------------------------------
SET ROLE durumi_owner;
CREATE PROCEDURE casework.put_under_audit(t regclass, subject_column text)
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	EXECUTE format('CREATE CONSTRAINT TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON %s
		DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.require_event(%L)', t, subject_column);
	EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER audited', t);
END $$;
CALL casework.put_under_audit('access.organisation', 'id');
CALL casework.put_under_audit('access.team', 'id');
CALL casework.put_under_audit('access.staff', 'subject');
CALL casework.put_under_audit('access.assignment', 'case_id');
CALL casework.put_under_audit('access.break_glass', 'case_id');
CALL casework.put_under_audit('casework.case_file', 'id');
CALL casework.put_under_audit('casework.case_key', 'case_id');
RESET ROLE;
