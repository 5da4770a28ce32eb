-- Whoever signs an entry off cosigns, in her own name, the newest checkpoint of the log: what she had seen by then cannot be rolled
-- back or replaced behind her without her key.
--
-- What this does not do: her key is opened by the server when she signs off, so whoever runs code there has it too. It bounds whoever
-- has the database, and the key that signs checkpoints, but not the process. A witness elsewhere stays the stronger one.

SET ROLE durumi_owner;

CREATE TABLE review.cosigner (
	id               uuid        PRIMARY KEY,            -- made of the public key: the entries that name it vouch for it
	reviewer         uuid        NOT NULL UNIQUE REFERENCES access.staff,
	verifier         text        NOT NULL UNIQUE,        -- the public key, name+id+key; the name tells nobody
	private_key      bytea       NOT NULL,
	row_key          bytea       NOT NULL,               -- a key that seals this row alone, wrapped by the root keyset
	wrapping_key_id  text        NOT NULL,
	made_at          timestamptz NOT NULL DEFAULT statement_timestamp()
);
GRANT SELECT, INSERT (id, reviewer, verifier, private_key, row_key, wrapping_key_id) ON review.cosigner TO durumi_app;
GRANT USAGE ON SCHEMA review TO durumi_audit_owner;
GRANT SELECT ON review.cosigner TO durumi_audit_owner;
ALTER TABLE review.cosigner ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read_own ON review.cosigner FOR SELECT TO durumi_app USING (reviewer = (SELECT access.actor()));
CREATE POLICY add_own ON review.cosigner FOR INSERT TO durumi_app WITH CHECK (
	reviewer = (SELECT access.actor()) AND (SELECT access.supervisor_org()) IS NOT NULL);
CALL casework.put_under_audit('review.cosigner', 'id');

-- up to which entry the log was cosigned then; absent where it was not
ALTER TABLE review.sign_off ADD COLUMN cosigned bigint;

RESET ROLE;
SET ROLE durumi_audit_owner;

-- nothing has written an anchor so far
ALTER TABLE audit.anchor ADD COLUMN event_id uuid NOT NULL UNIQUE;
REVOKE INSERT ON audit.anchor FROM durumi_sequencer;

-- The only way in: a supervisor's own key. False if the key has cosigned at this size before.
CREATE FUNCTION audit.keep_cosignature(size bigint, cosigner text, cosigned bytea, event uuid) RETURNS boolean
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF access.supervisor_org() IS NULL
	   OR NOT EXISTS (SELECT FROM review.cosigner c WHERE c.verifier = cosigner AND c.reviewer = access.actor()) THEN
		RAISE EXCEPTION 'a supervisor cosigns with her own key' USING ERRCODE = 'insufficient_privilege';
	END IF;
	INSERT INTO audit.anchor (tree_size, kind, witness, receipt, event_id) VALUES (size, 'COSIGNATURE', cosigner, cosigned, event)
		ON CONFLICT DO NOTHING;
	RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION audit.keep_cosignature(bigint, text, bytea, uuid) TO durumi_app;

CREATE FUNCTION audit.require_cosigned() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- the time: as in audit.require_event()
	IF NOT EXISTS (SELECT FROM audit.event e WHERE e.event_id = NEW.event_id AND e.txid = pg_current_xact_id()
	               AND e.occurred_at >= transaction_timestamp() AND e.action = 'AUDIT_COSIGNED' AND e.outcome = 0) THEN
		RAISE EXCEPTION 'a cosignature without an audit event about it' USING ERRCODE = 'integrity_constraint_violation';
	END IF;
	RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER told AFTER INSERT ON audit.anchor
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.require_cosigned();
ALTER TABLE audit.anchor ENABLE ALWAYS TRIGGER told;

RESET ROLE;
