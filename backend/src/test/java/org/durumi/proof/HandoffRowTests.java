package org.durumi.proof;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SystemActor;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.durumi.support.PlantedHandoff;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself lets pass and refuses of handoffs. */
class HandoffRowTests extends ProofTest {

	private static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	private static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	private static final List<String> ALL = List.of("handoff", "handoff_case", "part", "package", "message", "transfer",
			"acknowledgement", "notice");

	private static final List<String> STATES = List.of("DRAFT", "AWAITING_APPROVAL", "SEALED", "COLLECTED", "ACCEPTED",
			"DECLINED", "COMPLETED", "RECALLED", "EXPIRED");

	private static final Set<String> STEPS = Set.of("DRAFT AWAITING_APPROVAL", "DRAFT RECALLED",
			"AWAITING_APPROVAL DRAFT", "AWAITING_APPROVAL SEALED", "AWAITING_APPROVAL RECALLED",
			"AWAITING_APPROVAL EXPIRED", "SEALED COLLECTED", "SEALED RECALLED", "SEALED EXPIRED", "COLLECTED ACCEPTED",
			"COLLECTED DECLINED", "COLLECTED RECALLED", "ACCEPTED COMPLETED",
			// by handoffs.take_case_back() alone
			"ACCEPTED RECALLED");

	private static final String STEP = "update handoffs.handoff set state = ?, version = version + 1 where id = ?";

	private static final String OVERRIDDEN = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, detail_sha256)
			values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 1, 'CONSENT_OVERRIDDEN', 0, 'HANDOFF', ?, ?, sha256(''))""";

	private static final UUID OTHERS = UUID.fromString("0d000000-0000-4000-8000-000000000003");

	private static final UUID OURS = UUID.fromString("0d000000-0000-4000-8000-000000000001");

	private UUID caseId = new UUID(0, 0);

	private UUID partner = new UUID(0, 0);

	private UUID key = new UUID(0, 0);

	private UUID member = new UUID(0, 0);

	private UUID stranger = new UUID(0, 0);

	@BeforeEach
	void aPartner() throws SQLException {
		this.caseId = register(OWNER);
		KeyedPartner added = KeyedPartner.add();
		this.partner = added.id();
		this.key = added.key();
		this.member = hire(this.partner, null, Set.of(Role.PARTNER)).id();
		this.stranger = hire(OTHERS, null, Set.of(Role.PARTNER)).id();
	}

	@Test
	void aPartnersMemberSeesWhatIsSealedForHerOrganisationAndNothingOfAnothers() throws SQLException {
		UUID handoff = planted("SEALED");
		UUID early = planted("AWAITING_APPROVAL");
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			assertThat(seen(application, handoff)).containsExactly("handoff", "part", "package", "message");
			assertThat(seen(application, early)).as("not sealed").isEmpty();
			assertThat(application.run(STEP, "COLLECTED", handoff)).isOne();
			application.acting(this.stranger, 1);
			assertThat(seen(application, handoff)).isEmpty();
			assertThat(application.run(STEP, "ACCEPTED", handoff)).isZero();
			application.refuses(Login.NOT_ALLOWED,
					"""
							insert into handoffs.message (id, message_id, kind, author, author_org, content, row_key, wrapping_key_id)
							values (?, ?, 'QUESTION', ?, ?, '\\x00', '\\x00', '')""",
					handoff, Ids.next(), this.stranger, OTHERS);
		}
	}

	@Test
	void eachSideWritesTwoHundredMessagesAndNoMore() throws SQLException {
		UUID handoff = planted("COLLECTED");
		String write = """
				insert into handoffs.message (id, message_id, kind, author, author_org, content, row_key, wrapping_key_id)
				select ?, uuidv7(), 'QUESTION', ?, ?, '\\x00', '\\x00', '' from generate_series(1, ?)""";
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			long before = application.count("handoffs.message where id = ? and author_org = ?", handoff, this.partner);
			int left = 200 - (int) before;
			application.refuses(Login.NOT_ALLOWED, write, handoff, this.member, this.partner, left + 1)
				.hasMessageContaining("too many");
			assertThat(application.run(write, handoff, this.member, this.partner, left)).isEqualTo(left);
			application.refuses(Login.NOT_ALLOWED, write, handoff, this.member, this.partner, 1)
				.hasMessageContaining("too many");
			application.acting(OWNER);
			assertThat(application.run(write, handoff, OWNER.subject(), OURS, 1)).isOne();
		}
	}

	@Test
	void whatIsRecalledFrozenOrOfAClosedPartnerIsABareLineOrNothing() throws SQLException {
		UUID handoff = planted("SEALED");
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			assertThat(application.column("select handoffs.freeze(?, 'CONSENT', '{}')", this.caseId))
				.contains(handoff.toString());
			application.acting(this.member, 1);
			assertThat(seen(application, handoff)).as("and not why").containsExactly("handoff");
			application.refuses(Login.NOT_ALLOWED, STEP, "COLLECTED", handoff);
			application.acting(SUPERVISOR);
			String release = "update handoffs.handoff set frozen_at = null where id = ?";
			application.refuses(Login.NOT_ALLOWED, release, handoff).hasMessageContaining("supervisor");
			application.acting(OWNER.subject(), 2);
			application.refuses(Login.NOT_ALLOWED, release, handoff).hasMessageContaining("supervisor");
			application.acting(SUPERVISOR.subject(), 2);
			String why = "select frozen_why from handoffs.handoff_case where id = ?";
			assertThat(application.value(why, handoff)).isEqualTo("{CONSENT}");
			application.refuses(Login.NOT_ALLOWED, "update handoffs.handoff_case set frozen_why = '{}' where id = ?",
					handoff);
			assertThat(application.run(release, handoff)).isOne();
			assertThat(application.value(why, handoff)).isEqualTo("{}");

			application.run("savepoint open");
			application.acting(DemoAccount.ADMIN);
			application.run("update partners.partner set enabled = false where id = ?", this.partner);
			application.acting(this.member, 1);
			assertThat(seen(application, handoff)).isEmpty();
			application.run("rollback to open");

			application.acting(OWNER);
			application.run(STEP, "RECALLED", handoff);
			application.acting(this.member, 1);
			assertThat(seen(application, handoff)).containsExactly("handoff");
		}
	}

	@Test
	void eachReasonIsKeptAndDuringAnArrestNothingGoesOn() throws SQLException {
		UUID handoff = planted("SEALED");
		UUID waiting = planted("AWAITING_APPROVAL");
		String freeze = "select handoffs.freeze(?, ?, '{}')";
		String stage = "update casework.case_file set stage = ? where id = ?";
		String release = "update handoffs.handoff set frozen_at = null where id = ?";
		try (Login login = Login.as("postgres")) {
			login.acting(OWNER);
			login.column(freeze, this.caseId, "CONSENT");
			String since = login.value("select frozen_at from handoffs.handoff where id = ?", handoff);
			assertThat(login.column(freeze, this.caseId, "ARREST")).contains(handoff.toString());
			assertThat(login.column(freeze, this.caseId, "ARREST")).as("told already").isEmpty();
			assertThat(login.value("select frozen_why from handoffs.handoff_case where id = ?", handoff))
				.isEqualTo("{CONSENT,ARREST}");
			assertThat(login.value("select frozen_at from handoffs.handoff where id = ?", handoff)).isEqualTo(since);
			assertThat(login.value("select version from handoffs.handoff where id = ?", handoff))
				.as("whoever saw one reason has not seen the other")
				.isEqualTo("2");
			String word = login.value("select approval_id from handoffs.handoff_case where id = ?", waiting);
			login.run("set local session_replication_role = replica");
			login.run(stage, "DETAINED", this.caseId);
			login.run("set local session_replication_role = origin");
			login.run("set local role durumi_app");
			login.acting(SUPERVISOR.subject(), 2);
			login.refuses(Login.NOT_ALLOWED, release, handoff).hasMessageContaining("held");
			login.run(Login.AGREE, SUPERVISOR.subject(), UUID.fromString(word));
			String approve = "update handoffs.handoff set approved_at = now() where id = ?";
			login.refuses(Login.NOT_ALLOWED, approve, waiting).hasMessageContaining("held");
			login.run("reset role");
			login.run("set local session_replication_role = replica");
			login.run(stage, "SHELTERED", this.caseId);
			login.run("set local session_replication_role = origin");
			login.run("set local role durumi_app");
			assertThat(login.run(release, handoff)).isOne();
			assertThat(login.run(approve, waiting)).isOne();
		}
	}

	@Test
	void aMachineReadsNoCopy() throws SQLException {
		UUID handoff = planted("SEALED");
		UUID machine = Ids.next();
		try (Login login = Login.as("postgres")) {
			login.run("insert into access.machine (subject, client_id, org_id, registered_by) values (?, ?, ?, ?)",
					machine, "m-" + machine, this.partner, DemoAccount.ADMIN.subject());
			login.run("set local role durumi_app");
			login.acting(machine, 1);
			assertThat(seen(login, handoff)).contains("handoff", "package", "message").doesNotContain("part");
			login.acting(this.member, 1);
			assertThat(seen(login, handoff)).contains("part", "message");
		}
	}

	@Test
	void herNewerWordShortensAndDoesNotProlong() throws SQLException {
		UUID handoff = planted("COLLECTED");
		String shorten = "select handoffs.shorten(?, (now() at time zone 'UTC')::date + ?, ?)";
		try (Login login = Login.as("postgres")) {
			login.run("set local role durumi_app");
			login.acting(OWNER);
			assertThat(login.value(shorten, this.caseId, 1, handoff)).as("not agreed to yet").isEqualTo("f");
			login.run("reset role");
			login.run("update handoffs.handoff_case set approved_event = ? where id = ?", Ids.next(), handoff);
			login.run("set local role durumi_app");
			login.acting(SUPERVISOR.subject(), 2);
			assertThat(login.value(shorten, this.caseId, 1, handoff)).as("not on the case").isEqualTo("f");
			login.acting(OWNER);
			assertThat(login.value(shorten, this.caseId, 1, handoff)).isEqualTo("t");
			assertThat(login.value(shorten, this.caseId, 2, handoff)).isEqualTo("f");
			login.acting(this.member, 1);
			assertThat(seen(login, handoff)).contains("part");
			login.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
			String gone = "update handoffs.handoff set copy_gone_at = now() where id = ?";
			login.refuses(Login.NOT_ALLOWED, gone, handoff).hasMessageContaining("time");
			login.acting(OWNER);
			assertThat(login.value(shorten, this.caseId, -1, handoff)).isEqualTo("t");
			login.acting(this.member, 1);
			assertThat(seen(login, handoff)).doesNotContain("part", "package");
			login.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
			assertThat(login.run(gone, handoff)).isOne();
		}
	}

	@Test
	void theRequestIsCalledOffByWhoeverMayTakeTheHandoffBackAndNobodyElse() throws SQLException {
		UUID handoff = planted("AWAITING_APPROVAL");
		String callOff = "update access.approval_request set state = 'WITHDRAWN' where id = ?";
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			UUID word = UUID
				.fromString(application.value("select approval_id from handoffs.handoff_case where id = ?", handoff));
			for (UUID other : List.of(hire(OWNER).id(), this.member, DemoAccount.CASEWORKER_SEOUL.subject())) {
				application.acting(other, 2);
				assertThat(application.run(callOff, word)).isZero();
			}
			application.acting(SUPERVISOR);
			assertThat(application.run(callOff, word)).isOne();
		}
	}

	@Test
	void whoComposedOrAskedForItLetsItNotGoOn() throws SQLException {
		UUID handoff = planted("SEALED");
		String release = "update handoffs.handoff set frozen_at = null where id = ?";
		try (Login login = Login.as("postgres")) {
			login.acting(OWNER);
			login.column("select handoffs.freeze(?, 'ARREST', '{}')", this.caseId);
			login.run("update handoffs.handoff_case set composed_by = ? where id = ?", SUPERVISOR.subject(), handoff);
			login.run("set local role durumi_app");
			login.acting(SUPERVISOR.subject(), 2);
			login.refuses(Login.NOT_ALLOWED, release, handoff).hasMessageContaining("supervisor");
			login.run("reset role");
			login.run("update handoffs.handoff_case set composed_by = ? where id = ?", OWNER.subject(), handoff);
			login.run("update handoffs.handoff_case set approval_id = ? where id = ?", ask(login, SUPERVISOR), handoff);
			login.run("set local role durumi_app");
			login.refuses(Login.NOT_ALLOWED, release, handoff).hasMessageContaining("supervisor");
		}
	}

	@Test
	void ofOursThePeopleOfTheCaseSeeItAndEachWhatSheHolds() throws SQLException {
		UUID handoff = planted("SEALED");
		Actor colleague = hire(OWNER);
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			assertThat(seen(application, handoff)).containsExactly("handoff", "handoff_case", "part", "package",
					"message", "notice");
			application.acting(SUPERVISOR);
			assertThat(seen(application, handoff)).containsExactly("handoff", "handoff_case", "part", "notice");
			for (UUID other : List.of(colleague.id(), DemoAccount.CASEWORKER_SEOUL.subject(),
					DemoAccount.COORDINATOR.subject(), DemoAccount.ADMIN.subject(), DemoAccount.ANALYST.subject())) {
				application.acting(other, 2);
				assertThat(seen(application, handoff)).isEmpty();
			}
		}
		try (Login superuser = Login.as("postgres")) {
			superuser.run("update handoffs.part set compartment = 'IDENTITY' where id = ?", handoff);
			superuser.run("set local role durumi_app");
			superuser.acting(SUPERVISOR);
			assertThat(seen(superuser, handoff)).containsExactly("handoff", "handoff_case", "notice");
		}
	}

	@Test
	void theDatabaseKnowsTheStepsAndRefusesAllOthersToEverybody() throws SQLException {
		List<String> made = new ArrayList<>();
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(OWNER);
			for (String from : STATES) {
				for (String to : STATES) {
					superuser.run("savepoint pair");
					UUID handoff = bring(superuser, from);
					if (!from.equals(to) && superuser.touches(step(to), params(to, handoff)) == 1) {
						made.add(from + " " + to);
					}
					superuser.run("rollback to pair");
				}
			}
		}
		assertThat(made).containsExactlyInAnyOrderElementsOf(STEPS);
	}

	@Test
	void nobodyMakesAnothersStep() throws SQLException {
		UUID sealed = planted("SEALED");
		UUID collected = planted("COLLECTED");
		UUID waiting = planted("AWAITING_APPROVAL");
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			for (String state : List.of("RECALLED", "EXPIRED")) {
				application.refuses(Login.NOT_ALLOWED, STEP, state, sealed).hasMessageContaining("step");
			}
			application.refuses(Login.NOT_ALLOWED,
					"update handoffs.handoff set recall_demanded_at = now() where id = ?", collected);
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, STEP, "EXPIRED", sealed);
			application.refuses(Login.NOT_ALLOWED, STEP, "ACCEPTED", collected).hasMessageContaining("answers");
			application.refuses(Login.NOT_ALLOWED, "update handoffs.handoff set collect_by = 'infinity' where id = ?",
					sealed);
			application
				.refuses(Login.NOT_ALLOWED, "update handoffs.handoff set approved_at = now() where id = ?", waiting)
				.hasMessageContaining("second person");
			application.refuses(Login.NOT_ALLOWED, "update handoffs.handoff_case set choice = '\\x01' where id = ?",
					waiting);
			application.acting(SUPERVISOR.subject(), 2);
			application.refuses(Login.NOT_ALLOWED, STEP, "COLLECTED", sealed);
			application
				.refuses(Login.NOT_ALLOWED, "update handoffs.handoff set approved_at = now() where id = ?", waiting)
				.hasMessageContaining("second person");
			application.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
			application.refuses(Login.NOT_ALLOWED, STEP, "COLLECTED", sealed);
			application.refuses(Login.NOT_ALLOWED, STEP, "EXPIRED", sealed).hasMessageContaining("time");
			application.refuses(Login.NOT_ALLOWED, STEP, "EXPIRED", waiting).hasMessageContaining("time");
			assertThat(application.count("casework.case_key")).as("the job holds no key of a case").isZero();
			assertThat(application.count("casework.case_file")).isZero();
			for (String table : ALL) {
				application.refuses(Login.NOT_ALLOWED, "delete from handoffs." + table);
			}
		}
	}

	@Test
	void itIsSealedOnceWithTheWordThatIsUsedForIt() throws SQLException {
		UUID handoff = planted("AWAITING_APPROVAL");
		String seal = step("SEALED");
		try (Login application = Login.as("postgres")) {
			application.run("set local role durumi_app");
			application.acting(SUPERVISOR.subject(), 2);
			String word = application.value("select approval_id from handoffs.handoff_case where id = ?", handoff);
			UUID approval = UUID.fromString(word);
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, Login.AGREE, SUPERVISOR.subject(), approval);
			application.acting(SUPERVISOR.subject(), 2);
			application.run(Login.AGREE, SUPERVISOR.subject(), approval);
			application.run("update handoffs.handoff set approved_at = now() where id = ?", handoff);
			String agree = "update handoffs.handoff_case set approved_event = ?, agreed_sha256 = repeat('0', 64) where id = ?";
			assertThat(application.run(agree, Ids.next(), handoff)).isOne();
			application.acting(OWNER.subject(), 2);
			application.refuses(Login.NOT_ALLOWED, agree, Ids.next(), handoff).hasMessageContaining("second person");
			application.refuses(Login.NOT_ALLOWED,
					"update handoffs.handoff_case set parts_sha256 = repeat('0', 64) where id = ?", handoff);
			application.refuses(Login.NOT_ALLOWED, "update access.approval_request set state = 'USED' where id = ?",
					approval);
			application.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
			application.run("insert into handoffs.package (id, content) values (?, '\\x00')", handoff);
			application.refuses(Login.NOT_ALLOWED, seal, this.key, handoff).hasMessageContaining("word");
			application.run("update access.approval_request set state = 'USED' where id = ?", approval);
			String part = "update handoffs.part set content = ? where id = ?";
			application.run("reset role");
			application.run(part, new byte[] { 1 }, handoff);
			application.run("set local role durumi_app");
			application.refuses(Login.NOT_ALLOWED, seal, this.key, handoff).hasMessageContaining("agreed");
			application.run("reset role");
			application.run(part, new byte[] { 0 }, handoff);
			application.run("set local role durumi_app");
			assertThat(application.run(seal, this.key, handoff)).isOne();
			application.refuses(Login.NOT_ALLOWED,
					"update handoffs.handoff set package_sha256 = repeat('1', 64) where id = ?", handoff);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void consentIsOverriddenByTheOwnerAloneAndOnTheDesk() throws SQLException {
		UUID colleague = hire(OWNER).id();
		try (Login login = Login.as("postgres")) {
			login.acting(OWNER);
			UUID draft = bring(login, "DRAFT");
			login.run("insert into access.assignment (case_id, subject, kind) values (?, ?, 'CASE')", this.caseId,
					colleague);
			login.run("update handoffs.handoff_case set approval_id = ? where id = ?", ask(login, OWNER), draft);
			login.run("set local role durumi_app");
			login.acting(colleague, 2);
			String override = "update handoffs.handoff_case set overridden = true where id = ?";
			login.refuses(Login.NOT_ALLOWED, override, draft).hasMessageContaining("owner");
			login.acting(OWNER);
			assertThat(login.run(override, draft)).isOne();
			login.refuses(Login.NOT_ALLOWED, STEP, "AWAITING_APPROVAL", draft).hasMessageContaining("reviewed");
			login.event(OWNER, draft);
			login.refuses(Login.NOT_ALLOWED, STEP, "AWAITING_APPROVAL", draft).hasMessageContaining("reviewed");
			login.run(OVERRIDDEN, Ids.next(), OWNER.subject(), login.openSession(), draft, this.caseId);
			assertThat(login.run(STEP, "AWAITING_APPROVAL", draft)).isOne();
		}
	}

	@Test
	void whatItIsCalledIsWhatItIs() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(OWNER);
			UUID handoff = bring(superuser, "DRAFT");
			String change = "update handoffs.handoff set purpose = ?, template = ? where id = ?";
			assertThat(superuser.run(change, "TRANSFER", "PASSAGE_TRANSFER", handoff)).isOne();
			superuser.refuses("23514", change, "REFERRAL", "CASE_TRANSFER", handoff);
			superuser.refuses("23514", change, "TRANSFER", "MEDICAL_REFERRAL", handoff);
		}
	}

	@Test
	void whatLayThereBeforeIsNotAskedFor() throws SQLException {
		UUID handoff = planted("DRAFT");
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, STEP, "AWAITING_APPROVAL", handoff).hasMessageContaining("agreed");
		}
	}

	/** Asks for a word about the case. */
	private UUID ask(Login superuser, DemoAccount asking) throws SQLException {
		UUID approval = Ids.next();
		superuser.run("""
				insert into access.approval_request
					(id, kind, case_id, team_id, requested_by, requested_at, expires_at, state, request)
				values (?, 'HANDOFF', ?, ?, ?, now(), now() + interval '1 day', 'PENDING', '\\x00')""", approval,
				this.caseId, OWNER.team(), asking.subject());
		return approval;
	}

	@Test
	void whatIsOverIsNotReadAlthoughNoJobHasCome() throws SQLException {
		UUID handoff = planted("COLLECTED");
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(this.member, 1);
			superuser.run("set local session_replication_role = replica");
			for (String over : List.of("copy_until", "collect_by")) {
				superuser.run("update handoffs.handoff set " + over + " = now() - interval '1 second' where id = ?",
						handoff);
				superuser.run("set local role durumi_app");
				assertThat(seen(superuser, handoff)).contains("handoff")
					.doesNotContain(over.equals("copy_until") ? "part" : "package");
				superuser.acting(OWNER);
				assertThat(seen(superuser, handoff).contains("package")).isEqualTo(over.equals("copy_until"));
				superuser.acting(this.member, 1);
				superuser.run("reset role");
			}
		}
	}

	@Test
	void aClosedPartnerAndARevokedKeyStopWhatIsSealed() throws SQLException {
		UUID sealed = planted("SEALED");
		UUID collected = planted("COLLECTED");
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			application.run("savepoint standing");
			application.acting(DemoAccount.ADMIN);
			application.run("update partners.partner set enabled = false where id = ?", this.partner);
			application.acting(OWNER);
			assertThat(seen(application, sealed)).doesNotContain("package");
			application.refuses(Login.NOT_ALLOWED, STEP, "COLLECTED", sealed).hasMessageContaining("partner");
			application.run("rollback to standing");
			application.acting(OWNER);
			assertThat(seen(application, sealed)).contains("package");
			application.acting(SUPERVISOR);
			application.run("insert into partners.key_revocation (id, revoked_by, why) values (?, ?, 'EXPOSED')",
					this.key, SUPERVISOR.subject());
			application.acting(this.member, 1);
			assertThat(seen(application, sealed)).doesNotContain("package");
			application.refuses(Login.NOT_ALLOWED, STEP, "COLLECTED", sealed).hasMessageContaining("key");
			application.refuses(Login.NOT_ALLOWED, STEP, "ACCEPTED", collected).hasMessageContaining("key");
			assertThat(application.run(step("DECLINED"), collected)).isOne();
		}
	}

	@Test
	void messagesAreForgottenAMonthAfterTheEndByTheJobAlone() throws SQLException {
		UUID handoff = planted("COLLECTED");
		try (Login superuser = Login.as("postgres")) {
			superuser.run("set local session_replication_role = replica");
			superuser.run("update handoffs.message set written_at = now() - interval '40 days' where id = ?", handoff);
			for (int days : List.of(29, 31)) {
				superuser
					.run("update handoffs.handoff set state = 'RECALLED', ended_at = now() - make_interval(days => ?)"
							+ " where id = ?", days, handoff);
				superuser.run("set local role durumi_app");
				superuser.acting(OWNER);
				superuser.value("select handoffs.forget_messages(?)", handoff);
				superuser.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
				superuser.value("select handoffs.forget_messages(?)", handoff);
				assertThat(superuser.count("handoffs.message")).as("the job reads none").isZero();
				superuser.acting(OWNER);
				assertThat(seen(superuser, handoff).contains("message")).isEqualTo(days == 29);
				superuser.acting(this.member, 1);
				assertThat(seen(superuser, handoff)).containsExactly("handoff");
				superuser.run("reset role");
			}
		}
	}

	@Test
	void nothingIsCollectedOnceTheConsentThatWasAgreedOnIsOver() throws SQLException {
		UUID handoff = planted("SEALED");
		String until = "update handoffs.handoff_case set consent_until = (now() at time zone 'UTC')::date - ? where id = ?";
		try (Login application = Login.asApplication()) {
			application.acting(OWNER.subject(), 2);
			application.refuses(Login.NOT_ALLOWED, until, 0, handoff).hasMessageContaining("second person");
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, until, 0, handoff).hasMessageContaining("second person");
			application.acting(SUPERVISOR.subject(), 2);
			assertThat(application.run(until, 1, handoff)).isOne();
			application.acting(this.member, 1);
			assertThat(seen(application, handoff)).doesNotContain("package");
			application.refuses(Login.NOT_ALLOWED, STEP, "COLLECTED", handoff).hasMessageContaining("consent");
			application.acting(SUPERVISOR.subject(), 2);
			assertThat(application.run(until, 0, handoff)).as("its last day").isOne();
			application.acting(this.member, 1);
			assertThat(application.run(STEP, "COLLECTED", handoff)).isOne();
		}
	}

	@Test
	void whatAPartnerIsToldIsOursAndWhoeverTellsHerSaysSoHerself() throws SQLException {
		UUID handoff = planted("SEALED");
		String told = "update handoffs.notice set told_at = '-infinity', told_by = ? where id = ? and what = 'MESSAGE'";
		String tried = "update handoffs.notice set tries = tries + 1, next_try = now() where id = ?";
		String address = "select coalesce(partners.notice_address(?), '-')";
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.ADMIN.subject(), 2);
			application.run("update partners.partner set notice_address = 'office@clinic.example' where id = ?",
					this.partner);
			for (String bad : List.of("Office <office@clinic.example>", "a@b.example,c@d.example", "office@clinic",
					"office@clinic.example\n")) {
				application.refuses("23514", "update partners.partner set notice_address = ? where id = ?", bad,
						this.partner);
			}
			application.acting(this.member, 1);
			assertThat(application.value(address, this.partner)).isEqualTo("-");
			application.refuses(Login.NOT_ALLOWED, "select notice_address from partners.partner");
			assertThat(application.run(told, this.member, handoff)).isZero();
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			assertThat(seen(application, handoff)).isEmpty();
			assertThat(application.run(told, DemoAccount.CASEWORKER_SEOUL.subject(), handoff)).isZero();

			application.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
			assertThat(application.value(address, this.partner)).isEqualTo("office@clinic.example");
			assertThat(application.value("select handoffs.my_turn_to_tell()")).isEqualTo("t");
			assertThat(application.run(tried, handoff)).isOne();
			application.refuses(Login.NOT_ALLOWED, told, OWNER.subject(), handoff).hasMessageContaining("telephones");

			application.acting(OWNER);
			assertThat(application.value("select handoffs.my_turn_to_tell()")).isEqualTo("f");
			application.refuses(Login.NOT_ALLOWED, tried, handoff).hasMessageContaining("herself");
			application.refuses(Login.NOT_ALLOWED, told, SUPERVISOR.subject(), handoff).hasMessageContaining("herself");
			application.refuses(Login.NOT_ALLOWED, told, null, handoff).hasMessageContaining("herself");
			application.refuses(Login.NOT_ALLOWED, "insert into handoffs.notice values (?, 'WAITS', now())", handoff);
			application.refuses(Login.NOT_ALLOWED, "select handoffs.to_tell(?, 'DEMANDED')", handoff);
			assertThat(application.run(told, OWNER.subject(), handoff)).isOne();
			assertThat(application.count("handoffs.notice where id = ? and told_at > now() - interval '1 minute'",
					handoff))
				.as("by the database's clock")
				.isOne();
			assertThat(application.run(told, OWNER.subject(), handoff)).as("nobody unsays it").isZero();
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	private UUID planted(String state) throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			return PlantedHandoff
				.in(superuser.connection(), state, "MEDICAL_REFERRAL", this.caseId, this.partner,
						Set.of("DRAFT", "AWAITING_APPROVAL").contains(state) ? null : this.key, Duration.ofHours(1))
				.id();
		}
	}

	/** The tables in which the actor sees something of it. */
	private static List<String> seen(Login login, UUID handoff) throws SQLException {
		List<String> seen = new ArrayList<>();
		for (String table : ALL) {
			if (login.count("handoffs." + table + " where id = ?", handoff) > 0) {
				seen.add(table);
			}
		}
		return seen;
	}

	/** A new one that went the whole way to the state. */
	private UUID bring(Login superuser, String state) throws SQLException {
		UUID handoff = Ids.next();
		superuser.run("insert into handoffs.handoff_case (id, case_id, composed_by, choice) values (?, ?, ?, '\\x00')",
				handoff, this.caseId, OWNER.subject());
		superuser.run("""
				insert into handoffs.handoff (id, partner_id, purpose, template, language, state, outcome_within)
				values (?, ?, 'REFERRAL', 'MEDICAL_REFERRAL', 'ENGLISH', 'DRAFT', 30)""", handoff, this.partner);
		Map<String, List<String>> ways = Map.of("DRAFT", List.of(), "RECALLED", List.of("RECALLED"), "EXPIRED",
				List.of("AWAITING_APPROVAL", "EXPIRED"));
		List<String> way = ways.getOrDefault(state, List.of("AWAITING_APPROVAL", "SEALED", "COLLECTED",
				state.equals("DECLINED") ? "DECLINED" : "ACCEPTED", "COMPLETED"));
		for (String next : way) {
			assertThat(superuser.run(step(next), params(next, handoff))).isOne();
			if (next.equals(state)) {
				break;
			}
		}
		return handoff;
	}

	private static String step(String to) {
		return "update handoffs.handoff set state = '" + to + "', version = version + 1" + switch (to) {
			case "SEALED" -> ", sealed_at = now(), package_sha256 = repeat('0', 64), package_length = 1,"
					+ " collect_by = now() + interval '1 hour', copy_until = now() + interval '14 days', sealed_to = ?";
			case "DECLINED" -> ", decline_code = 'NO_PLACE'";
			case "COMPLETED" -> ", outcome_code = 'DONE'";
			default -> "";
		} + " where id = ?";
	}

	private @Nullable Object[] params(String to, UUID handoff) {
		return to.equals("SEALED") ? new Object[] { this.key, handoff } : new Object[] { handoff };
	}

}
