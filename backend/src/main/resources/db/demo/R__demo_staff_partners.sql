-- What the demo's partners help with, and where. After the staff: repeatable migrations run by name.
SET ROLE durumi_owner;
DO $$
DECLARE
	ref  bytea := substr(sha256(uuid_send(gen_random_uuid())), 1, 16);
BEGIN
	IF EXISTS (SELECT FROM partners.partner) OR NOT EXISTS (SELECT FROM access.organisation WHERE id = '0d000000-0000-4000-8000-000000000003') THEN
		RETURN;
	END IF;
	PERFORM set_config('durumi.actor', access.system_actor('MIGRATION')::text, true);
	PERFORM audit.open_session(ref);
	INSERT INTO partners.partner (id, functions, regions, contact_language, enabled) VALUES
		('0d000000-0000-4000-8000-000000000002', '{MEDICAL,IDENTIFICATION}', '{CN,LA}', 'MANDARIN', true),
		('0d000000-0000-4000-8000-000000000003', '{SHELTER,PASSAGE}', '{TH,LA}', 'ENGLISH', true);
	INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256)
		SELECT uuidv7(), 1, access.actor(), access.actor(), ref, 0, 'MIGRATED', 0, 'ORGANISATION', p.id, sha256('') FROM partners.partner p;
END $$;
RESET ROLE;
