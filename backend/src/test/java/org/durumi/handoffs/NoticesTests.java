package org.durumi.handoffs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.durumi.access.CaseAccess;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditLog;
import org.durumi.handoffs.HandoffNotice.Standing;
import org.durumi.handoffs.HandoffNotice.What;
import org.durumi.keys.SealedLog;
import org.durumi.partners.NoticeAddress;
import org.durumi.partners.PartnerChange;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.PartnerKeys;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.support.DemoAccount;
import org.durumi.support.PlantedHandoff;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** That a partner is told, once and of nobody; over the wire to a mail server. */
@ExtendWith(OutputCaptureExtension.class)
class NoticesTests extends HandoffTest {

	private static final String FROM = "office@rescue.example";

	@Autowired
	private HandoffNotices withoutMail;

	@Autowired
	private HandoffMessages messages;

	@Autowired
	private HandoffCases cases;

	@Autowired
	private Sections sections;

	@Autowired
	private CaseAccess access;

	@Autowired
	private HandoffSettings settings;

	@Autowired
	private SealedLog sealedLog;

	@Autowired
	private AuditLog log;

	@Autowired
	private PartnerKeys keys;

	@Autowired
	private PlatformTransactionManager transactions;

	private final Actor keeper = SystemActor.HANDOFF_KEEPER.in(SessionRef.random());

	private String address = "";

	@BeforeEach
	void aPartnerWithAnAddress() {
		as(this.keeper, () -> inTransaction(() -> {
			this.log.openSession(this.keeper);
			return true;
		}));
		this.address = "notices@c" + this.partner + ".example";
		say(Language.KOREAN, true);
	}

	@Test
	void itSaysThatSomethingWaitsAndNothingOfHer() throws MessagingException, IOException {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		String codeName = as(OWNER, () -> this.outbox.find(handoff)).orElseThrow().codeName();
		try (MailServer server = MailServer.encrypted(0)) {
			NoticeSending sending = sending(mail("localhost", server.port(), true));
			assertThat(standing(handoff)).isEqualTo(Standing.UNDER_WAY);
			pass(sending);
			pass(sending);

			MailServer.Taken taken = only(server);
			MimeMessage message = taken.message();
			assertThat(taken.from()).isEqualTo(FROM);
			assertThat(message.getSubject()).isEqualTo("귀 기관에 드리는 알림");
			assertThat(message.isMimeType("text/plain")).as("nothing attached").isTrue();
			assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
			String by = Objects.requireNonNull(found(handoff).times().collectBy()).toString();
			String text = (String) message.getContent();
			assertThat(text).contains(by.substring(0, 10), by.substring(11, 16) + " UTC", "비밀번호를 묻지");
			assertThat(text).doesNotContain(handoff.toString().substring(32));
			String everything = new String(taken.bytes(), StandardCharsets.UTF_8) + message.getSubject() + text;
			assertThat(everything.toLowerCase(Locale.ROOT)).contains("office@rescue.example")
				.doesNotContain(NAME, codeName, handoff.toString(), id.toString(), "durumi", "두루미", "이관", "의료",
						"referral", "lantern");
		}
		assertThat(standing(handoff)).isEqualTo(Standing.TOLD_BY_MAIL);
		assertThat(told(handoff)).containsExactly("PARTNER_TOLD");
	}

	@Test
	void whatComesUpLaterIsToldToo() throws SQLException {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		try (MailServer server = MailServer.encrypted(0)) {
			NoticeSending sending = sending(mail("localhost", server.port(), true));
			as(this.member, () -> this.inbox.read(handoff));
			as(this.member, () -> this.messages.write(handoff, HandoffMessages.Kind.QUESTION, "Does she walk?"));
			pass(sending);
			assertThat(server.takenFor(this.address)).as("collected, and her own words").isEmpty();
			assertThat(standing(handoff)).isEqualTo(Standing.OVER);

			for (int answer = 1; answer <= 2; answer++) {
				as(OWNER, () -> this.messages.write(handoff, HandoffMessages.Kind.ANSWER, "She does."));
				pass(sending);
				assertThat(server.takenFor(this.address)).hasSize(answer);
			}
			as(OWNER, () -> this.consents.withdraw(id, this.consents.open(id).getFirst(), TODAY, ""));
			pass(sending);
			assertThat(server.takenFor(this.address)).as("stopped").hasSize(3);
			as(OWNER, () -> this.outbox.recall(handoff));
			pass(sending);
			assertThat(server.takenFor(this.address)).as("demanded back").hasSize(4);
			assertThat(notices(handoff)).extracting(HandoffNotice::what, HandoffNotice::standing)
				.containsExactly(tuple(What.WAITS, Standing.OVER), tuple(What.MESSAGE, Standing.TOLD_BY_MAIL),
						tuple(What.STOPPED, Standing.TOLD_BY_MAIL), tuple(What.DEMANDED, Standing.TOLD_BY_MAIL));

			UUID late = overdue(id);
			Awaitility.await().until(() -> found(late).times().chased() != null);
			pass(sending);
			assertThat(notices(late)).extracting(HandoffNotice::what).contains(What.ANSWER_OWED);
			assertThat(server.takenFor(this.address)).as("an answer, and what we wrote").hasSize(6);
		}
	}

	@Test
	void whileTheServerIsAwayItIsTriedAgainAndToldAfterwards(CapturedOutput output) {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		int port;
		try (MailServer server = MailServer.encrypted(0)) {
			port = server.port();
		}
		NoticeSending sending = sending(mail("localhost", port, true));
		pass(sending);
		assertThat(standing(handoff)).isEqualTo(Standing.NOT_TAKEN);
		assertThat(output.getAll()).contains("event=partner_not_told").doesNotContain(this.address, NAME);
		try (MailServer server = MailServer.encrypted(port)) {
			Awaitility.await().until(() -> {
				pass(sending);
				return standing(handoff) == Standing.TOLD_BY_MAIL;
			});
			only(server);
		}
		assertThat(told(handoff)).startsWith("PARTNER_NOT_TOLD")
			.endsWith("PARTNER_TOLD")
			.containsOnlyOnce("PARTNER_TOLD");
	}

	@Test
	void mailIsGivenUpWhenThePackagesTimeWouldBeOver() throws SQLException {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		try (Connection superuser = TestDatabase.connect("postgres")) {
			PlantedHandoff.ageNotices(superuser, handoff, id.value(), this.settings.collectWithin());
		}
		try (MailServer server = MailServer.encrypted(0)) {
			pass(sending(mail("localhost", server.port(), true)));
			assertThat(server.takenFor(this.address)).isEmpty();
		}
		assertThat(standing(handoff)).as("somebody telephones").isEqualTo(Standing.NOT_TAKEN);
	}

	@Test
	void nothingIsSentBeforeTheConnectionIsEncryptedUnlessASettingSaysSo() {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		try (MailServer open = MailServer.open(); MailServer other = MailServer.encrypted(0)) {
			pass(sending(mail("localhost", open.port(), true)));
			assertThat(open.takenFor(this.address)).isEmpty();
			assertThat(told(handoff)).containsExactly("PARTNER_NOT_TOLD");
			NoticeSending misled = sending(mail("127.0.0.1", other.port(), true));
			Awaitility.await().until(() -> {
				pass(misled);
				return told(handoff).size() == 2;
			});
			assertThat(other.takenFor(this.address)).as("not that server's certificate").isEmpty();
			NoticeSending allowed = sending(mail("localhost", open.port(), false));
			Awaitility.await().until(() -> {
				pass(allowed);
				return standing(handoff) == Standing.TOLD_BY_MAIL;
			});
			only(open);
		}
	}

	@Test
	void aPartnerWhoIsClosedIsToldNothing() {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		say(Language.ENGLISH, false);
		try (MailServer server = MailServer.encrypted(0)) {
			NoticeSending sending = sending(mail("localhost", server.port(), true));
			pass(sending);
			assertThat(server.takenFor(this.address)).isEmpty();
			// the package waits for nobody who may take it
			assertThat(standing(handoff)).isEqualTo(Standing.OVER);
			say(Language.ENGLISH, true);
			pass(sending);
			only(server);
		}
	}

	@Test
	void oneNodeTellsAtATimeAndWhatBreaksOffIsToldAgain() throws SQLException {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		try (MailServer server = MailServer.encrypted(0)) {
			NoticeSending sending = sending(mail("localhost", server.port(), true));
			try (Connection other = TestDatabase.connect("postgres"); Statement statement = other.createStatement()) {
				statement.execute("select pg_advisory_lock(1146442317, 5)");
				pass(sending);
				assertThat(server.takenFor(this.address)).isEmpty();
				statement.execute("select pg_advisory_unlock(1146442317, 5)");
			}
			Actor unknown = SystemActor.HANDOFF_KEEPER.in(SessionRef.random());
			assertThatExceptionOfType(DataAccessException.class).as("the log takes nothing of hers")
				.isThrownBy(() -> as(unknown, () -> {
					sending.pass();
					return true;
				}));
			assertThat(standing(handoff)).as("sent, and not noted").isEqualTo(Standing.UNDER_WAY);
			pass(sending);
			assertThat(server.takenFor(this.address)).as("twice rather than never").hasSize(2);
			assertThat(standing(handoff)).isEqualTo(Standing.TOLD_BY_MAIL);
		}
	}

	@Test
	void withoutAMailServerSomebodyTelephonesAndSaysSo() {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		List<UUID> one = List.of(handoff);
		assertThat(as(OWNER, () -> this.withoutMail.of(handoff))).singleElement().satisfies((notice) -> {
			assertThat(notice.standing()).isEqualTo(Standing.NO_SERVER);
			assertThat(notice.until()).isEqualTo(found(handoff).times().collectBy());
			assertThat(notice.language()).isEqualTo(Language.KOREAN);
		});
		assertThat(as(OWNER, () -> this.withoutMail.asking(one))).containsExactly(handoff);
		assertThat(as(this.member, () -> this.withoutMail.of(handoff))).isEmpty();
		for (Actor other : List.of(this.member, hire(DemoAccount.CASEWORKER_SEOUL))) {
			assertThatExceptionOfType(HandoffRefused.class)
				.isThrownBy(() -> as(other, () -> this.withoutMail.told(handoff, What.WAITS)));
		}
		assertThat(as(SUPERVISOR, () -> this.withoutMail.told(handoff, What.DEMANDED))).as("nothing of that").isFalse();
		assertThat(as(SUPERVISOR, () -> this.withoutMail.told(handoff, What.WAITS))).isTrue();
		assertThat(as(OWNER, () -> this.withoutMail.told(handoff, What.WAITS))).as("told before").isFalse();
		assertThat(as(OWNER, () -> this.withoutMail.of(handoff))).singleElement().satisfies((notice) -> {
			assertThat(notice.standing()).isEqualTo(Standing.TOLD_BY_TELEPHONE);
			assertThat(notice.by()).isEqualTo(SUPERVISOR.subject());
		});
		assertThat(as(OWNER, () -> this.withoutMail.asking(one))).isEmpty();
		assertThat(told(handoff)).containsExactly("PARTNER_TOLD");
	}

	@Test
	void aPartnerWithoutAnAddressIsTelephoned() {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		enable(true);
		assertThat(standing(handoff)).isEqualTo(Standing.NO_ADDRESS);
		assertThat(Standing.NO_ADDRESS.asks()).isTrue();
	}

	private void say(Language language, boolean enabled) {
		assertThat(asFresh(DemoAccount.ADMIN,
				() -> this.partners.change(this.partner, new PartnerChange(EnumSet.allOf(PartnerFunction.class),
						Set.of("TH"), language, enabled, new NoticeAddress(this.address)))))
			.isEqualTo(PartnerChange.Outcome.DONE);
	}

	private UUID overdue(CaseId id) throws SQLException {
		UUID key = as(OWNER, () -> inTransaction(() -> this.keys.usable(this.partner, made().plusSeconds(100))))
			.orElseThrow()
			.id();
		try (Connection superuser = TestDatabase.connect("postgres")) {
			return PlantedHandoff
				.in(superuser, "COLLECTED", "MEDICAL_REFERRAL", id.value(), this.partner, key, Duration.ZERO)
				.id();
		}
	}

	private static PartnerMail mail(String host, int port, boolean requireTls) {
		return new PartnerMail(MailServer.sender(host, port), mailSettings(requireTls));
	}

	private static MailSettings mailSettings(boolean requireTls) {
		return new MailSettings(FROM, null, requireTls, Duration.ofMillis(20));
	}

	private NoticeSending sending(PartnerMail mail) {
		return new NoticeSending(mail, mailSettings(true), this.settings, this.jdbc, this.sealedLog, this.transactions);
	}

	private void pass(NoticeSending sending) {
		as(this.keeper, () -> {
			sending.pass();
			return true;
		});
	}

	private MailServer.Taken only(MailServer server) {
		assertThat(server.takenFor(this.address)).hasSize(1);
		return server.takenFor(this.address).getFirst();
	}

	/** As where a mail server is set up. */
	private List<HandoffNotice> notices(UUID handoff) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("mail", mail("localhost", 1, true));
		HandoffNotices notices = new HandoffNotices(this.cases, this.sections, this.access, this.sealedLog, this.jdbc,
				this.settings, beans.getBeanProvider(PartnerMail.class));
		return as(OWNER, () -> inTransaction(() -> notices.of(handoff)));
	}

	private Standing standing(UUID handoff) {
		return notices(handoff).getFirst().standing();
	}

	/** What the log tells of telling, on the desk of the case's team. */
	private List<String> told(UUID handoff) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc
			.sql("select action from audit.event where subject_id = ? and action like 'PARTNER\\_%' order by event_id")
			.param(handoff)
			.query(String.class)
			.list()));
	}

}
