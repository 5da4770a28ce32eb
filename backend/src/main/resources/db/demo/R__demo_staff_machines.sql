-- The demo's machine of a partner, under the account that the demo realm gives its client. After the staff: repeatable migrations run by name.
SET ROLE durumi_owner;
DO $$
DECLARE
	ref      bytea := substr(sha256(uuid_send(gen_random_uuid())), 1, 16);
	account  uuid := '0d000000-0000-4000-8000-000000000201';
BEGIN
	IF EXISTS (SELECT FROM access.machine WHERE subject = account) OR NOT EXISTS (SELECT FROM access.organisation WHERE id = '0d000000-0000-4000-8000-000000000002') THEN
		RETURN;
	END IF;
	PERFORM set_config('durumi.actor', access.system_actor('MIGRATION')::text, true);
	PERFORM audit.open_session(ref);
	INSERT INTO access.machine (subject, client_id, org_id, registered_by)
		VALUES (account, 'partner-clinic-api', '0d000000-0000-4000-8000-000000000002', '0d000000-0000-4000-8000-000000000109');
	INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256)
		VALUES (uuidv7(), 1, access.actor(), access.actor(), ref, 0, 'MIGRATED', 0, 'MACHINE', account, sha256(''));
END $$;
RESET ROLE;
