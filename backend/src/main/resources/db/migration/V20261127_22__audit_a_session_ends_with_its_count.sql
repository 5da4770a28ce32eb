-- The event that ends a session states how many events of it the server knows to be written: by its own count, not by the database's.
-- Whoever takes an event out before it is signed, and sets the database's count back, contradicts it.

SET ROLE durumi_audit_owner;

-- the only way for the application to state something in this column by itself
CREATE FUNCTION audit.end_session(id uuid, node smallint, org uuid, ref bytea, acr smallint, counted bytea) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256,
			row_state_sha256)
		VALUES (id, node, access.actor(), org, ref, acr, 'SESSION_ENDED', 0, 'SESSION', encode(ref, 'hex')::uuid, sha256(''), counted);
END $$;
GRANT EXECUTE ON FUNCTION audit.end_session(uuid, smallint, uuid, bytea, smallint, bytea) TO durumi_app;

RESET ROLE;
