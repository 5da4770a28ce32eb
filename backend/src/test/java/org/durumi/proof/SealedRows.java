package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;

/**
 * A case with one row in each table that holds something sealed, and a partner's key; and
 * their events.
 */
final class SealedRows {

	static final DemoAccount ACTOR = DemoAccount.CASEWORKER_YANJI;

	private static final List<String> RECORDS = List.of("consent CORE", "legitimate_basis CORE", "intake HARM",
			"cycle HARM", "detention HARM", "risk_assessment HARM", "safety_plan HARM", "immediate_needs HEALTH",
			"shelter_place ROUTE", "passage_plan ROUTE", "leg ROUTE", "exit_clearance ROUTE",
			"protection_decision CORE", "discharge IDENTITY", "closure_checklist CORE", "contact HARM", "note HELPERS",
			"received IDENTITY");

	private SealedRows() {
	}

	/** Writes them in the transaction of who may write everything; the case's id. */
	static UUID plant(Login superuser) throws SQLException {
		UUID id = Ids.next();
		String seed = id.toString();
		superuser.acting(ACTOR);
		superuser.run("""
				insert into casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle)
				values (?, translate(upper(substr(md5(?), 1, 4) || '-' || substr(md5(?), 5, 4)), '01', 'XY'), ?, ?, ?,
					'0d000000-0000-4000-8000-000000000001', 'IDENTIFIED', 1)""", id, seed, seed, "Case " + id,
				ACTOR.subject(), ACTOR.team());
		superuser.run(
				"insert into casework.case_key values (?, 'CORE', sha256('a'), 'k'), (?, 'HARM', sha256('b'), 'k')", id,
				id);
		for (String record : RECORDS) {
			String[] names = record.split(" ");
			superuser.run("""
					insert into casework.%s (id, case_id, compartment, content, recorded_at, recorded_by)
					values (?, ?, '%s', sha256(convert_to(?, 'UTF8')), now(), ?)""".formatted(names[0], names[1]),
					Ids.next(), id, seed, ACTOR.subject());
		}
		superuser.run("""
				insert into casework.plan_task (id, case_id, compartment, content, recorded_at, recorded_by, due_on)
				values (?, ?, 'CORE', '\\x01', now(), ?, current_date)""", Ids.next(), id, ACTOR.subject());
		superuser.run(
				"""
						insert into casework.stage_move (id, case_id, number, kind, to_stage, cycle, recorded_at, recorded_by, content)
						values (?, ?, 1, 'INTAKE', 'IDENTIFIED', 1, now(), ?, '\\x01')""",
				Ids.next(), id, ACTOR.subject());
		superuser.run(
				"insert into casework.identity select ?, ?, 'IDENTITY', s, s, s, s, s, s, s, s, s, s from sha256('s') s",
				Ids.next(), id);
		superuser.run("insert into casework.safe_contact select ?, ?, 'IDENTITY', s, s, s, s, s from sha256('s') s",
				Ids.next(), id);
		UUID told = superuser.event(ACTOR, id);
		UUID request = Ids.next();
		superuser.run("""
				insert into access.approval_request
					(id, kind, case_id, team_id, requested_by, requested_at, expires_at, state, request)
				values (?, 'PASSAGE', ?, ?, ?, now(), now() + interval '1 day', 'PENDING', '\\x01')""", request, id,
				ACTOR.team(), ACTOR.subject());
		superuser.event(ACTOR, request);
		UUID key = Ids.next();
		superuser.run("""
				insert into partners.partner_key
					(id, partner_id, fingerprint, algorithm, expires_at, certificate, uploaded_by)
				values (?, '0d000000-0000-4000-8000-000000000002', upper(md5(?) || '01234567'), 'Curve25519', now(),
					'\\x01', ?)""", key, seed, ACTOR.subject());
		superuser.event(ACTOR, key);
		superuser.run("insert into review.question values (?, ?, ?, ?, now(), '\\x01', now(), '\\x02')", Ids.next(),
				told, ACTOR.subject(), DemoAccount.SUPERVISOR_YANJI.subject());
		superuser.run(
				"insert into review.escalation values (?, '0d000000-0000-4000-8000-000000000001', ?, now(), '\\x01')",
				told, DemoAccount.SUPERVISOR_YANJI.subject());
		superuser.run("insert into review.sign_off values (?, ?, now(), '\\x01')", told,
				DemoAccount.SUPERVISOR_SEOUL.subject());
		superuser.event(ACTOR, told);
		plantHandoff(superuser, id);
		plantReferral(superuser, id);
		return id;
	}

	private static void plantHandoff(Login superuser, UUID caseId) throws SQLException {
		UUID handoff = Ids.next();
		superuser
			.run("""
					insert into handoffs.handoff (id, partner_id, purpose, template, language, state, outcome_within)
					values (?, '0d000000-0000-4000-8000-000000000002', 'REFERRAL', 'MEDICAL_REFERRAL', 'KOREAN', 'DRAFT', 30)""",
					handoff);
		superuser.run("insert into handoffs.handoff_case (id, case_id, composed_by, choice) values (?, ?, ?, '\\x01')",
				handoff, caseId, ACTOR.subject());
		superuser.run("insert into handoffs.part values (?, 'CORE', '\\x01', '\\x02', 'k')", handoff);
		superuser.run("insert into handoffs.package values (?, '\\x01')", handoff);
		superuser.run(
				"""
						insert into handoffs.message (id, message_id, kind, author, author_org, content, row_key, wrapping_key_id)
						values (?, ?, 'ANSWER', ?, '0d000000-0000-4000-8000-000000000001', '\\x01', '\\x02', 'k')""",
				handoff, Ids.next(), ACTOR.subject());
		superuser.run(
				"insert into handoffs.acknowledgement (id, outcome, signed_at, file) values (?, 'ACCEPTED', now(), '\\x01')",
				handoff);
		superuser.event(ACTOR, handoff);
	}

	private static void plantReferral(Login superuser, UUID caseId) throws SQLException {
		UUID referral = Ids.next();
		superuser.run(
				"""
						insert into inbound.referral (id, partner_id, handed_by, decide_by, urgency, state, decided_at, reference,
							row_key, wrapping_key_id)
						values (?, '0d000000-0000-4000-8000-000000000002', ?, now() + interval '1 day', 'DAYS', 'ACCEPTED', now(),
							'\\x01', '\\x02', 'k')""",
				referral, DemoAccount.PARTNER_CLINIC.subject());
		superuser.run("insert into inbound.content values (?, '\\x01', '\\x02', 'k')", referral);
		superuser.run("insert into inbound.accepted values (?, ?, ?)", referral, caseId, ACTOR.subject());
		superuser.event(ACTOR, referral);
	}

}
