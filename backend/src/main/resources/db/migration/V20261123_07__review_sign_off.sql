-- The review of the audit log is work, and it leaves a trace of its own.

CREATE SCHEMA review AUTHORIZATION durumi_owner;
SET ROLE durumi_audit_owner;
GRANT SELECT ON audit.reviewable TO durumi_owner;
RESET ROLE;
SET ROLE durumi_owner;
GRANT USAGE ON SCHEMA review TO durumi_app;

CREATE TABLE review.sign_off (
	event_id   uuid        NOT NULL,                 -- audit.event; no foreign key: the log belongs to another owner
	reviewer   uuid        NOT NULL REFERENCES access.staff,
	signed_at  timestamptz NOT NULL,
	comment    bytea       NOT NULL,                 -- CORE of the event's case, else the month's log key
	PRIMARY KEY (event_id, reviewer)
);
GRANT SELECT, INSERT ON review.sign_off TO durumi_app;
ALTER TABLE review.sign_off ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON review.sign_off FOR SELECT TO durumi_app USING (
	EXISTS (SELECT FROM audit.event e WHERE e.event_id = sign_off.event_id));
CREATE POLICY add ON review.sign_off FOR INSERT TO durumi_app WITH CHECK (
	    reviewer = (SELECT access.actor())
	AND EXISTS (SELECT FROM audit.reviewable r WHERE r.event_id = sign_off.event_id));
CALL casework.put_under_audit('review.sign_off', 'event_id');

RESET ROLE;
