package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom the database lets an administrator look after, and that nobody else does. */
class StaffRowSecurityTests extends ProofTest {

	private static final UUID OURS = organisation(1);

	private static final UUID CLINIC = organisation(2);

	private static final String ADD = """
			insert into access.staff (subject, org_id, display_name, roles)
			values (?, ?, '새 사람', ?::text[])""";

	private static final String ADD_ORGANISATION = "insert into access.organisation (id, name, kind) values (?, ?, ?)";

	private static final String SHUT_OUT = "update access.staff set active = false where subject = ?";

	@Test
	void aPartnersMemberBelongsToAPartnerAndEverybodyElseToUs() throws SQLException {
		try (Login admin = admin()) {
			admin.run(ADD, agreed(admin, "PARTNER"), CLINIC, "{PARTNER}");
			admin.run(ADD, agreed(admin, "COORDINATOR"), OURS, "{COORDINATOR}");
			policyRefuses(admin, agreed(admin, "PARTNER"), OURS, "{PARTNER}");
			policyRefuses(admin, agreed(admin, "CASEWORKER"), CLINIC, "{CASEWORKER}");
			admin.refuses("23514", ADD, agreed(admin, "PARTNER", "ADMIN"), CLINIC, "{PARTNER,ADMIN}");
		}
	}

	@Test
	void sheDoesNothingToHerself() throws SQLException {
		try (Login admin = admin()) {
			assertThat(admin.run(SHUT_OUT, DemoAccount.CASEWORKER_YANJI.subject())).isOne();
			assertThat(admin.run(SHUT_OUT, DemoAccount.PARTNER_CLINIC.subject())).isOne();
			assertThat(admin.run(SHUT_OUT, DemoAccount.ADMIN.subject())).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(value = DemoAccount.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
	void nobodyElseChangesAnybody(DemoAccount account) throws SQLException {
		try (Login application = Login.asApplication().acting(account.subject(), 2)) {
			assertThat(application.run(SHUT_OUT, DemoAccount.ADMIN.subject())).isZero();
			assertThat(application.run(SHUT_OUT, DemoAccount.PARTNER_CLINIC.subject())).isZero();
			assertThat(application.column("select subject::text from audit.last_sign_ins()")).isEmpty();
			application.refuses(Login.NOT_ALLOWED, ADD_ORGANISATION, UUID.randomUUID(), "Somebody's", "PARTNER");
		}
	}

	@Test
	void onlyPartnersAreAddedAndEachNameOnce() throws SQLException {
		try (Login admin = admin()) {
			admin.run(ADD_ORGANISATION, UUID.randomUUID(), "Lantern Legal Aid", "PARTNER");
			admin.refuses("23505", ADD_ORGANISATION, UUID.randomUUID(), "LANTERN legal aid", "PARTNER");
		}
		try (Login admin = admin()) {
			admin.refuses(Login.NOT_ALLOWED, ADD_ORGANISATION, UUID.randomUUID(), "A second of ours", "OURS");
		}
	}

	@Test
	void whatIsDoneToAPersonTakesAnEvent() throws SQLException {
		try (Login admin = admin()) {
			admin.run(SHUT_OUT, DemoAccount.CASEWORKER_SEOUL.subject());
			admin.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void theDayOfANewFactorIsNotShortened() throws SQLException {
		String reset = "update access.staff set factor_reset_at = ?::timestamptz where subject = ?";
		String since = "select factor_reset_at = statement_timestamp() or factor_reset_at > now() - interval '1 minute'"
				+ " from access.staff where subject = ?";
		UUID subject = DemoAccount.CASEWORKER_SEOUL.subject();
		try (Login admin = admin()) {
			admin.run(reset, "2020-01-01", subject);
			assertThat(admin.column(since, subject)).containsExactly("t");
			admin.run("update access.staff set factor_reset_at = null where subject = ?", subject);
			assertThat(admin.column(since, subject)).containsExactly("t");
		}
	}

	/** Somebody whom a second person has agreed to let in. */
	private static UUID agreed(Login admin, String... roles) throws SQLException {
		UUID person = UUID.randomUUID();
		admin.agreed("ADMISSION", person, roles);
		return person;
	}

	private static void policyRefuses(Login admin, UUID person, UUID organisation, String roles) throws SQLException {
		admin.refuses(Login.NOT_ALLOWED, ADD, person, organisation, roles).hasMessageContaining("row-level security");
	}

	private static Login admin() throws SQLException {
		return Login.asApplication().acting(DemoAccount.ADMIN.subject(), 2);
	}

	private static UUID organisation(int number) {
		return UUID.fromString("0d000000-0000-4000-8000-%012d".formatted(number));
	}

}
