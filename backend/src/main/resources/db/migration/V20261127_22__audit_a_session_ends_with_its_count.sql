-- The event that ends a session states how many events of it the server knows to be written: by its own count, not by the database's.
-- Whoever takes an event out before it is signed, and sets the database's count back, contradicts it.

SET ROLE durumi_audit_owner;

-- The only way to end a session, and for the application to state something in this column by itself. A session ends once: what comes
-- later says nothing. What this does not do: whoever runs any SQL as the application can state a number that is wrong.
CREATE FUNCTION audit.end_session(id uuid, node smallint, org uuid, ref bytea, acr smallint, counted integer) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM audit.session s WHERE s.session_ref = ref FOR UPDATE;
	IF EXISTS (SELECT FROM audit.event e WHERE e.session_ref = ref AND e.action = 'SESSION_ENDED') THEN
		RETURN;
	END IF;
	INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256,
			row_state_sha256)
		VALUES (id, node, access.actor(), org, ref, acr, 'SESSION_ENDED', 0, 'SESSION', encode(ref, 'hex')::uuid, sha256(''),
			sha256(convert_to('durumi/session-count/v1', 'UTF8') || ref || int4send(counted)));
END $$;
GRANT EXECUTE ON FUNCTION audit.end_session(uuid, smallint, uuid, bytea, smallint, integer) TO durumi_app;

RESET ROLE;
