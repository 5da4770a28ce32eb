package org.durumi.proof;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Role;
import org.durumi.actor.SystemActor;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself lets pass and refuses of whom partners hand to us. */
class ReferralRowTests extends ProofTest {

	private static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	private static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	private static final List<String> ALL = List.of("referral", "content", "accepted");

	private static final String STEP = "update inbound.referral set state = ?, version = version + 1 where id = ?";

	private static final String HAND_IN = """
			insert into inbound.referral (id, partner_id, handed_by, decide_by, urgency, reference, row_key, wrapping_key_id)
			values (?, ?, ?, now() + interval '1 day', 'DAYS', '\\x00', '\\x00', '')""";

	private static final String TELL = "insert into inbound.content values (?, '\\x00', '\\x00', '')";

	private static final String ACCEPT = "insert into inbound.accepted values (?, ?, ?)";

	private static final UUID OTHERS = UUID.fromString("0d000000-0000-4000-8000-000000000003");

	private UUID partner = new UUID(0, 0);

	private UUID member = new UUID(0, 0);

	private UUID stranger = new UUID(0, 0);

	@BeforeEach
	void aPartner() throws SQLException {
		this.partner = Ids.next();
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(DemoAccount.ADMIN.subject(), 2);
			superuser.run("insert into access.organisation (id, name, kind) values (?, ?, 'PARTNER')", this.partner,
					"Harbour " + this.partner);
			superuser.run(
					"insert into partners.partner (id, functions, regions, enabled) values (?, '{}', '{CN}', true)",
					this.partner);
			superuser.event(DemoAccount.ADMIN, this.partner);
			superuser.commit();
		}
		this.member = hire(this.partner, null, Set.of(Role.PARTNER)).id();
		this.stranger = hire(OTHERS, null, Set.of(Role.PARTNER)).id();
	}

	@Test
	void aPartnerSeesWhereHersIsAndNeverAgainWhatSheTold() throws SQLException {
		UUID referral = planted(Duration.ofDays(1));
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			assertThat(seen(application, referral)).containsExactly("referral");
			application.refuses(Login.NOT_ALLOWED, STEP, "DECLINED", referral);
			for (String state : List.of("ACCEPTED", "EXPIRED")) {
				application.refuses(Login.NOT_ALLOWED, STEP, state, referral).hasMessageContaining("step");
			}
			application.acting(this.stranger, 1);
			assertThat(seen(application, referral)).isEmpty();
			assertThat(application.run(STEP, "WITHDRAWN", referral)).isZero();
			application.refuses(Login.NOT_ALLOWED, TELL, referral);
			application.acting(this.member, 1);
			assertThat(application.run(STEP, "WITHDRAWN", referral)).isOne();
			application.acting(OWNER);
			assertThat(seen(application, referral)).as("what was told is gone").containsExactly("referral");
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void sheHandsInForHerOwnAndInHerOwnNameUnlessClosed() throws SQLException {
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			UUID referral = Ids.next();
			assertThat(application.run(HAND_IN, referral, this.partner, this.member)).isOne();
			assertThat(application.run(TELL, referral)).isOne();
			application.refuses(Login.NOT_ALLOWED, HAND_IN, Ids.next(), OTHERS, this.member);
			application.refuses(Login.NOT_ALLOWED, HAND_IN, Ids.next(), this.partner, this.stranger);
			application.refuses("23514", HAND_IN.replace("1 day", "91 days"), Ids.next(), this.partner, this.member);
			application.refuses(Login.NOT_ALLOWED, "update inbound.referral set urgency = 'AT_ONCE' where id = ?",
					referral);
			for (DemoAccount ours : List.of(OWNER, SUPERVISOR, DemoAccount.ADMIN)) {
				application.acting(ours);
				application.refuses(Login.NOT_ALLOWED, HAND_IN, Ids.next(), this.partner, ours.subject());
			}
			application.acting(DemoAccount.ADMIN);
			application.run("update partners.partner set enabled = false where id = ?", this.partner);
			application.acting(this.member, 1);
			application.refuses(Login.NOT_ALLOWED, HAND_IN, Ids.next(), this.partner, this.member);
			assertThat(seen(application, referral)).isEmpty();
		}
	}

	@Test
	void whoMayOpenACaseReadsItAndASupervisorSeesThatSomebodyWaits() throws SQLException {
		UUID referral = planted(Duration.ofDays(1));
		UUID old = planted(Duration.ofSeconds(-1));
		try (Login application = Login.asApplication()) {
			for (DemoAccount caseworker : List.of(OWNER, DemoAccount.CASEWORKER_SEOUL)) {
				application.acting(caseworker);
				assertThat(seen(application, referral)).containsExactly("referral", "content");
				assertThat(seen(application, old)).as("its time is over").containsExactly("referral");
			}
			application.acting(SUPERVISOR);
			assertThat(seen(application, referral)).containsExactly("referral");
			assertThat(application.touches(STEP, "EXPIRED", referral)).isZero();
			for (DemoAccount other : List.of(DemoAccount.COORDINATOR, DemoAccount.ANALYST, DemoAccount.ADMIN,
					DemoAccount.PARTNER_CLINIC)) {
				application.acting(other.subject(), 2);
				assertThat(seen(application, referral)).isEmpty();
			}
			for (String table : ALL) {
				application.acting(OWNER);
				application.refuses(Login.NOT_ALLOWED, "delete from inbound." + table);
			}
		}
	}

	@Test
	void itIsAcceptedOnceIntoACaseThatTheActorWorksOn() throws SQLException {
		UUID referral = planted(Duration.ofDays(1));
		UUID mine = register(OWNER);
		UUID others = register(DemoAccount.CASEWORKER_SEOUL);
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, STEP, "ACCEPTED", referral).hasMessageContaining("into a case");
			application.refuses(Login.NOT_ALLOWED, ACCEPT, referral, others, OWNER.subject());
			application.refuses(Login.NOT_ALLOWED, keep(mine), Ids.next(), OWNER.subject());
			assertThat(application.run(ACCEPT, referral, mine, OWNER.subject())).isOne();
			assertThat(application.run(keep(mine), Ids.next(), OWNER.subject())).isOne();
			application.run("savepoint named");
			application.event(OWNER, mine);
			application.event(OWNER, referral);
			application.refuses(Login.NOT_ALLOWED, "set constraints all immediate").hasMessageContaining("accepted");
			application.run("rollback to named");
			assertThat(application.run(STEP, "ACCEPTED", referral)).isOne();
			application.refuses(Login.NOT_ALLOWED, STEP, "DECLINED", referral);
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			assertThat(seen(application, referral)).as("which case is not hers to know").containsExactly("referral");
			application.acting(this.member, 1);
			assertThat(seen(application, referral)).containsExactly("referral");
			assertThat(application.value("select state from inbound.referral where id = ?", referral))
				.isEqualTo("ACCEPTED");
		}
	}

	@Test
	void aCaseThatIsClosedOrElsewhereTakesNobodyIn() throws SQLException {
		UUID referral = planted(Duration.ofDays(1));
		UUID caseId = register(OWNER);
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(OWNER);
			for (String stage : List.of("CLOSED", "DECEASED")) {
				superuser.run("savepoint open");
				superuser.run("update casework.case_file set stage = ? where id = ?", stage, caseId);
				superuser.run("set local role durumi_app");
				superuser.refuses(Login.NOT_ALLOWED, ACCEPT, referral, caseId, OWNER.subject());
				superuser.run("rollback to open");
			}
			// as if a handoff of hers had been accepted
			superuser.run("set local session_replication_role = replica");
			superuser.run("insert into handoffs.transfer (id, case_id, partner_id, since) values (?, ?, ?, now())",
					Ids.next(), caseId, this.partner);
			superuser.run("set local role durumi_app");
			superuser.refuses(Login.NOT_ALLOWED, ACCEPT, referral, caseId, OWNER.subject());
			superuser.run("rollback");
			superuser.acting(OWNER);
			superuser.run("set local role durumi_app");
			assertThat(superuser.run(ACCEPT, referral, caseId, OWNER.subject())).isOne();
		}
	}

	@Test
	void twoHundredOfAPartnerWaitAndNoMore() throws SQLException {
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			String many = HAND_IN.replace("values (?,", "select uuidv7(),")
				.replace("'')", "'' from generate_series(1, ?)");
			application.refuses(Login.NOT_ALLOWED, many, this.partner, this.member, 201)
				.hasMessageContaining("too many");
			assertThat(application.run(many, this.partner, this.member, 200)).isEqualTo(200);
			application.refuses(Login.NOT_ALLOWED, HAND_IN, Ids.next(), this.partner, this.member)
				.hasMessageContaining("too many");
		}
	}

	@Test
	void whatAPartnerCalledHerGoesAfterNinetyDaysByTheJobAlone() throws SQLException {
		UUID referral = planted(Duration.ofDays(1));
		String gone = "select inbound.forget_reference(?)";
		try (Login superuser = Login.as("postgres")) {
			superuser.run(STEP, "WITHDRAWN", referral);
			for (int days : List.of(89, 91)) {
				superuser.run("update inbound.referral set decided_at = now() - make_interval(days => ?) where id = ?",
						days, referral);
				superuser.acting(DemoAccount.ADMIN);
				assertThat(superuser.value(gone, referral)).isEqualTo("f");
				superuser.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
				assertThat(superuser.value(gone, referral)).isEqualTo((days == 91) ? "t" : "f");
			}
			assertThat(superuser
				.value("select reference is null and row_key is null from inbound.referral where id = ?", referral))
				.isEqualTo("t");
		}
	}

	@Test
	void theFormOfSomebodyWhoWaitsIsKeptAsLongAsSheDoes() throws SQLException {
		UUID referral = planted(Duration.ofDays(1));
		UUID old = planted(Duration.ofSeconds(-1));
		String keep = "insert into casework.draft (id, subject, form, record_id, content, row_key, wrapping_key_id)"
				+ " values (?, ?, 'register.referred', ?, '\\x00', '\\x00', '')";
		String drafts = "casework.draft where form = 'register.referred' and record_id = ?";
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(OWNER);
			superuser.run("set local role durumi_app");
			superuser.refuses(Login.NOT_ALLOWED, keep, Ids.next(), OWNER.subject(), old);
			assertThat(superuser.run(keep, Ids.next(), OWNER.subject(), referral)).isOne();
			assertThat(superuser.count(drafts, referral)).isOne();
			superuser.acting(this.member, 1);
			assertThat(superuser.run(STEP, "WITHDRAWN", referral)).isOne();
			superuser.run("set local role none");
			assertThat(superuser.count(drafts, referral)).as("it is gone and not only hidden").isZero();
			superuser.run("set local role durumi_app");
			superuser.acting(OWNER);
			superuser.refuses(Login.NOT_ALLOWED, keep, Ids.next(), OWNER.subject(), referral);
		}
	}

	@Test
	void theJobEndsWhatIsTooOldAndReadsNothing() throws SQLException {
		UUID referral = planted(Duration.ofDays(1));
		UUID old = planted(Duration.ofSeconds(-1));
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, STEP, "ACCEPTED", old);
			application.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
			assertThat(seen(application, referral)).containsExactly("referral");
			application.refuses(Login.NOT_ALLOWED, STEP, "EXPIRED", referral).hasMessageContaining("time");
			application.refuses(Login.NOT_ALLOWED, STEP, "WITHDRAWN", old).hasMessageContaining("step");
			assertThat(application.run(STEP, "EXPIRED", old)).isOne();
		}
	}

	@Test
	void herFormIsKeptAsADraftAndNoOther() throws SQLException {
		String draft = "insert into casework.draft (id, subject, form, content, row_key, wrapping_key_id)"
				+ " values (?, ?, ?, '\\x00', '\\x00', '')";
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			assertThat(application.run(draft, Ids.next(), this.member, "inbound.hand")).isOne();
			application.refuses(Login.NOT_ALLOWED, draft, Ids.next(), this.member, "register.title");
			application.refuses(Login.NOT_ALLOWED, draft, Ids.next(), this.stranger, "inbound.hand");
			application.acting(DemoAccount.ADMIN);
			application.run("update partners.partner set enabled = false where id = ?", this.partner);
			application.acting(this.member, 1);
			application.refuses(Login.NOT_ALLOWED, draft, Ids.next(), this.member, "inbound.hand");
		}
	}

	private static String keep(UUID caseId) {
		return """
				insert into casework.received (id, case_id, compartment, content, recorded_at, recorded_by)
				values (?, '%s', 'IDENTITY', '\\x00', now(), ?)""".formatted(caseId);
	}

	/** In which tables the actor sees it. */
	private static List<String> seen(Login login, UUID referral) throws SQLException {
		return ALL.stream().filter((table) -> {
			try {
				return login.count("inbound." + table + " where id = ?", referral) == 1;
			}
			catch (SQLException ex) {
				throw new AssertionError(ex);
			}
		}).toList();
	}

	/**
	 * One that waits for so long from now on; its hour has passed if that is negative.
	 */
	private UUID planted(Duration decideWithin) throws SQLException {
		UUID referral = Ids.next();
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(DemoAccount.ADMIN);
			superuser.run(
					"""
							insert into inbound.referral (id, partner_id, handed_by, received_at, decide_by, urgency, reference,
								row_key, wrapping_key_id)
							values (?, ?, ?, now() - interval '1 hour', now() + make_interval(secs => ?), 'DAYS', '\\x00', '\\x00',
								'')""",
					referral, this.partner, this.member, decideWithin.toMillis() / 1000.0);
			superuser.run(TELL, referral);
			superuser.event(DemoAccount.ADMIN, referral);
			superuser.commit();
		}
		return referral;
	}

}
