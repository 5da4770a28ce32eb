-- What waits for its place is signed only if its row still gives the leaf that was computed when it was written. A row put into
-- event and pending past the triggers, or changed while it waited, stops the sequencer: nothing is signed until a person has looked.
-- What this does not find: a row written past the triggers with the leaf that audit.leaf_hash gives for it.

SET ROLE durumi_audit_owner;

CREATE FUNCTION audit.own_leaf(waiting uuid, e audit.event) RETURNS bytea
	LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF e.leaf_hash IS DISTINCT FROM audit.leaf_hash(e) THEN
		RAISE EXCEPTION 'event % waits and is not as it was written', waiting USING ERRCODE = 'data_corrupted';
	END IF;
	RETURN e.leaf_hash;
END $$;

CREATE OR REPLACE FUNCTION audit.drain(max_batch integer) RETURNS TABLE (leaf_index bigint, event_id uuid, leaf_hash bytea)
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
			-- an event that is gone must not leave the queue as if it had never been in it
			SELECT n + row_number() OVER (ORDER BY t.event_id) - 1 AS i, t.event_id, audit.own_leaf(t.event_id, e) AS leaf_hash
			FROM taken t LEFT JOIN audit.event e ON e.event_id = t.event_id
		)
		INSERT INTO audit.leaf AS l SELECT i, numbered.event_id, numbered.leaf_hash FROM numbered ORDER BY i
		RETURNING l.leaf_index, l.event_id, l.leaf_hash;
END $$;

RESET ROLE;
