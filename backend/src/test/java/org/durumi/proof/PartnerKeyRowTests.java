package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.durumi.reference.Ids;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself refuses about partners and their keys. */
class PartnerKeyRowTests extends DatabaseTest {

	private static final UUID OURS = organisation(1);

	private static final UUID CLINIC = organisation(2);

	private static final UUID SHELTER = organisation(3);

	private static final String UPLOAD = """
			insert into partners.partner_key (id, partner_id, fingerprint, algorithm, expires_at, certificate, uploaded_by)
			values (?, ?, ?, 'Curve25519', now() + interval '1 day', '\\x01', ?)""";

	private static final String CONFIRM = "insert into partners.key_confirmation (id, confirmed_by) values (?, ?)";

	private static final String REVOKE = "insert into partners.key_revocation (id, revoked_by, why) values (?, ?, 'EXPOSED')";

	private static final String VOUCHED = "select partners.vouched_since(?, ?) is not null";

	private final String print = UUID.randomUUID().toString().replace("-", "").toUpperCase() + "01234567";

	@Test
	void aKeyCountsByThreePeopleAndNoneOfThemTwice() throws SQLException {
		try (Login application = Login.asApplication()) {
			UUID key = uploaded(application, CLINIC);
			UUID later = uploaded(application, CLINIC);
			application.refuses(Login.NOT_ALLOWED, CONFIRM, key, DemoAccount.ADMIN.subject());
			confirm(application, DemoAccount.SUPERVISOR_YANJI, key);
			application.refuses("23505", CONFIRM, key, DemoAccount.SUPERVISOR_YANJI.subject());
			confirm(application, DemoAccount.SUPERVISOR_YANJI, later);
			assertThat(application.value(VOUCHED, CLINIC, this.print)).as("one person, two states").isEqualTo("f");
			application.refuses(Login.NOT_ALLOWED, CONFIRM, key, DemoAccount.CASEWORKER_YANJI.subject());
			application.acting(DemoAccount.CASEWORKER_YANJI);
			application.refuses(Login.NOT_ALLOWED, CONFIRM, key, DemoAccount.CASEWORKER_YANJI.subject());
			confirm(application, DemoAccount.CASEWORKER_YANJI, key);
			assertThat(application.value(VOUCHED, CLINIC, this.print)).isEqualTo("t");
			assertThat(application.value(VOUCHED, SHELTER, this.print)).isEqualTo("f");
		}
	}

	@Test
	void aRevokedKeyIsNeitherConfirmedNorRevokedAgainInAnyState() throws SQLException {
		try (Login application = Login.asApplication()) {
			UUID key = uploaded(application, CLINIC);
			UUID later = uploaded(application, CLINIC);
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			application.run(REVOKE, key, DemoAccount.SUPERVISOR_SEOUL.subject());
			application.refuses("23505", REVOKE, key, DemoAccount.SUPERVISOR_SEOUL.subject());
			application.acting(DemoAccount.SUPERVISOR_YANJI.subject(), 2);
			application.refuses(Login.NOT_ALLOWED, CONFIRM, later, DemoAccount.SUPERVISOR_YANJI.subject());
			application.acting(DemoAccount.PARTNER_CLINIC);
			assertThat(application.value("select partners.is_revoked(?, ?)", CLINIC, this.print))
				.as("who does not see who said it")
				.isEqualTo("t");
		}
	}

	@Test
	void nothingOfAKeyIsChangedOrRemoved() throws SQLException {
		try (Login application = Login.asApplication()) {
			uploaded(application, CLINIC);
			for (String change : List.of("update partners.partner_key set certificate = '\\x02'",
					"update partners.partner_key set fingerprint = fingerprint", "delete from partners.partner_key",
					"update partners.key_confirmation set confirmed_by = confirmed_by",
					"delete from partners.key_confirmation", "delete from partners.key_revocation",
					"delete from partners.partner")) {
				application.refuses(Login.NOT_ALLOWED, change);
			}
			application.refuses(Login.NOT_ALLOWED,
					"insert into partners.key_confirmation (id, confirmed_by, confirmed_at) values (?, ?, now())",
					Ids.next(), DemoAccount.ADMIN.subject());
		}
	}

	@Test
	void whatIsDoneToAKeyTakesAnEventThatCoversTheRow() throws SQLException {
		try (Login application = Login.asApplication()) {
			uploaded(application, CLINIC);
			application.refusesCommit(Login.NO_EVENT);
		}
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(DemoAccount.ADMIN.subject(), 2);
			UUID key = uploaded(superuser, CLINIC);
			UUID event = superuser.event(DemoAccount.ADMIN, key);
			assertThat(superuser.value("select count(*) from audit.row_state where event_id = ? and row_table ="
					+ " 'partners.partner_key' and row_key = ?", event, key.toString()))
				.isEqualTo("1");
		}
	}

	@ParameterizedTest
	@EnumSource(DemoAccount.class)
	void eachDoesWhatIsHersAndNoMore(DemoAccount account) throws SQLException {
		boolean admin = account == DemoAccount.ADMIN;
		boolean keeps = admin || account == DemoAccount.SUPERVISOR_YANJI || account == DemoAccount.SUPERVISOR_SEOUL;
		try (Login application = Login.asApplication()) {
			UUID key = uploaded(application, CLINIC);
			application.run(REVOKE, uploaded(application, SHELTER), DemoAccount.ADMIN.subject());
			application.acting(account.subject(), 2);
			boolean partner = account == DemoAccount.PARTNER_CLINIC;
			assertThat(application.column("select id from partners.partner where id in (?, ?)", CLINIC, SHELTER))
				.hasSize(partner ? 1 : 2);
			assertThat(
					application.column("select partner_id from partners.partner_key where fingerprint = ?", this.print))
				.hasSize(partner ? 1 : 2);
			assertThat(application.column("select id from partners.key_revocation").isEmpty()).isEqualTo(partner);
			assertThat(
					application.run("update partners.partner set enabled = true where id in (?, ?)", CLINIC, SHELTER))
				.isEqualTo(admin ? 2 : 0);
			if (keeps) {
				application.run(UPLOAD, Ids.next(), CLINIC, this.print, account.subject());
				application.run(REVOKE, key, account.subject());
			}
			else {
				application.refuses(Login.NOT_ALLOWED, UPLOAD, Ids.next(), CLINIC, this.print, account.subject());
				application.refuses(Login.NOT_ALLOWED, REVOKE, key, account.subject());
			}
			if (partner || account == DemoAccount.ANALYST) {
				application.refuses(Login.NOT_ALLOWED, CONFIRM, key, account.subject());
			}
		}
	}

	@Test
	void anAdministratorOpensNobodyWithoutAFreshFactorAndOnlyPartners() throws SQLException {
		String open = "update partners.partner set enabled = true where id = ?";
		String add = "insert into partners.partner (id, functions, regions, enabled) values (?, '{}', '{}', true)";
		try (Login application = Login.asApplication().acting(DemoAccount.ADMIN)) {
			assertThat(application.run("update partners.partner set enabled = false where id = ?", CLINIC)).isOne();
			application.refuses(Login.NOT_ALLOWED, open, CLINIC);
			application.refuses(Login.NOT_ALLOWED, UPLOAD, Ids.next(), CLINIC, this.print, DemoAccount.ADMIN.subject());
			application.acting(DemoAccount.ADMIN.subject(), 2);
			assertThat(application.run(open, CLINIC)).isOne();
			application.refuses(Login.NOT_ALLOWED, add, OURS);
			application.refuses(Login.NOT_ALLOWED, UPLOAD, Ids.next(), OURS, this.print, DemoAccount.ADMIN.subject());
			application.refuses(Login.NOT_ALLOWED, UPLOAD, Ids.next(), CLINIC, this.print,
					DemoAccount.SUPERVISOR_SEOUL.subject());
			application.refuses("23514", UPLOAD, Ids.next(), CLINIC, "no fingerprint", DemoAccount.ADMIN.subject());
		}
	}

	/** A key that the administrator brings in; she acts then. */
	private UUID uploaded(Login application, UUID partner) throws SQLException {
		UUID key = Ids.next();
		application.acting(DemoAccount.ADMIN.subject(), 2);
		application.run(UPLOAD, key, partner, this.print, DemoAccount.ADMIN.subject());
		return key;
	}

	private static void confirm(Login application, DemoAccount account, UUID key) throws SQLException {
		application.acting(account.subject(), 2);
		application.run(CONFIRM, key, account.subject());
	}

	private static UUID organisation(int number) {
		return UUID.fromString("0d000000-0000-4000-8000-%012d".formatted(number));
	}

}
