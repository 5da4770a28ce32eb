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

-- The only way in: a supervisor's own key, and the event that tells of it. False if the key has cosigned at this size before.
-- That the signature is right is not checked here; that it is the stored note with one more line is, or no copy could be made of it.
CREATE FUNCTION audit.keep_cosignature(size bigint, cosigner text, cosigned bytea, event uuid, node smallint, ref bytea) RETURNS boolean
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	org     uuid := access.supervisor_org();
	key     uuid;
	begins  bytea;
BEGIN
	SELECT c.id INTO key FROM review.cosigner c WHERE c.verifier = cosigner AND c.reviewer = access.actor();
	IF org IS NULL OR key IS NULL THEN
		RAISE EXCEPTION 'a supervisor cosigns with her own key' USING ERRCODE = 'insufficient_privilege';
	END IF;
	SELECT convert_to(c.note || '— ' || split_part(cosigner, '+', 1) || ' ', 'UTF8') INTO begins FROM audit.checkpoint c WHERE c.tree_size = size;
	IF begins IS NULL OR substr(cosigned, 1, octet_length(begins)) <> begins
	   OR encode(substr(cosigned, octet_length(begins) + 1), 'escape') !~ '^[A-Za-z0-9+/]{101}[AQgw]==\n$' THEN
		RAISE EXCEPTION 'not the checkpoint with a cosignature' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	INSERT INTO audit.anchor (tree_size, kind, witness, receipt, event_id) VALUES (size, 'COSIGNATURE', cosigner, cosigned, event)
		ON CONFLICT (tree_size, kind, witness) DO NOTHING;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256)
		VALUES (event, node, access.actor(), org, ref, access.acr(), 'AUDIT_COSIGNED', 0, 'COSIGNER', key, sha256(''));
	RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION audit.keep_cosignature(bigint, text, bytea, uuid, smallint, bytea) TO durumi_app;

RESET ROLE;
