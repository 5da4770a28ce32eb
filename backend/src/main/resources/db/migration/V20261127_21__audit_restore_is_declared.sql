-- A database that was restored from a backup ends before what was signed last. The sequencer, which keeps that outside the database,
-- signs nothing more until an administrator has declared the loss; the log then says itself which entries were lost.

SET ROLE durumi_audit_owner;

-- The subject is two numbers: how many entries the database has kept, and how many were signed. The state is the root of the latter.
CREATE FUNCTION audit.declare_restore(id uuid, node smallint, ref bytea, kept bigint, signed bigint, signed_root bytea) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	sequencer uuid := access.system_actor('SEQUENCER');
BEGIN
	IF NOT audit.my_turn() THEN
		RAISE EXCEPTION 'another sequencer is at work' USING ERRCODE = 'object_in_use';
	END IF;
	IF signed <= kept OR kept <> (SELECT coalesce(max(c.tree_size), 0) FROM audit.checkpoint c) THEN
		RAISE EXCEPTION 'the database is not behind like this' USING ERRCODE = 'invalid_parameter_value';
	END IF;
	INSERT INTO audit.session (session_ref, actor) VALUES (ref, sequencer) ON CONFLICT DO NOTHING;
	INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256,
			row_state_sha256)
		VALUES (id, node, sequencer, sequencer, ref,
			0, 'RESTORED', 0, 'LOG', encode(int8send(kept) || int8send(signed), 'hex')::uuid, sha256(''), signed_root);
END $$;
GRANT EXECUTE ON FUNCTION audit.declare_restore(uuid, smallint, bytea, bigint, bigint, bytea) TO durumi_sequencer;

-- what a verifier looks for by its name
CREATE INDEX event_of_the_log ON audit.event (event_id) WHERE action IN ('AUDIT_COSIGNED', 'RESTORED');

RESET ROLE;
