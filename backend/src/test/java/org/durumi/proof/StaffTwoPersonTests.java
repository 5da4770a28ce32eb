package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That nobody is let in and nobody gets another role by one person's word, whatever the
 * application says.
 */
class StaffTwoPersonTests extends ProofTest {

	private static final UUID ADMIN = DemoAccount.ADMIN.subject();

	private static final UUID PERSON = DemoAccount.CASEWORKER_SEOUL.subject();

	private static final UUID SUPERVISOR = DemoAccount.SUPERVISOR_SEOUL.subject();

	private static final String CHANGE_ROLES = "update access.staff set roles = ?::text[] where subject = ?";

	private static final String LET_IN = "update access.staff set active = true where subject = ?";

	private static final String SHUT_OUT = "update access.staff set active = false where subject = ?";

	private static final String ADD = """
			insert into access.staff (subject, org_id, display_name, roles)
			values (?, '0d000000-0000-4000-8000-000000000001', '새 사람', ?::text[])""";

	private static final String USE = "update access.approval_request set state = 'USED' where id = ?";

	private static final String USE_FOR = "update access.approval_request set state = 'USED', subject_id = ? where id = ?";

	@Test
	void oneWordGivesNobodyARoleAndLetsNobodyIn() throws SQLException {
		try (Login admin = admin()) {
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{SUPERVISOR}", PERSON)
				.hasMessageContaining("second person");
			admin.refuses(Login.NOT_ALLOWED, ADD, UUID.randomUUID(), "{ANALYST}").hasMessageContaining("second person");
			assertThat(admin.run(SHUT_OUT, PERSON)).as("shutting out takes one").isOne();
			admin.refuses(Login.NOT_ALLOWED, LET_IN, PERSON).hasMessageContaining("second person");
		}
	}

	@Test
	void aWordIsGoodForWhomAndForWhatItWasGiven() throws SQLException {
		try (Login admin = admin()) {
			admin.agreed("ROLE_CHANGE", PERSON, "CASEWORKER", "SUPERVISOR");
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{CASEWORKER,SUPERVISOR,ADMIN}", PERSON);
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{SUPERVISOR}", PERSON);
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{CASEWORKER,SUPERVISOR}", DemoAccount.ANALYST.subject());
			assertThat(admin.run(SHUT_OUT, PERSON)).isOne();
			admin.refuses(Login.NOT_ALLOWED, LET_IN, PERSON);
			assertThat(admin.run(CHANGE_ROLES, "{SUPERVISOR,CASEWORKER}", PERSON)).isOne();
		}
		try (Login admin = admin()) {
			admin.run(SHUT_OUT, PERSON);
			admin.agreed("ADMISSION", PERSON, "CASEWORKER");
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{ADMIN}", PERSON);
			assertThat(admin.run(LET_IN, PERSON)).isOne();
		}
	}

	@Test
	void aWordThatIsNotUsedOrWasUsedBeforeOpensNothing() throws SQLException {
		try (Login admin = admin()) {
			UUID request = ask(admin, "ROLE_CHANGE", PERSON, "SUPERVISOR");
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{SUPERVISOR}", PERSON);
			admin.acting(SUPERVISOR, 2).run(Login.AGREE, SUPERVISOR, request);
			admin.acting(ADMIN, 2);
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{SUPERVISOR}", PERSON);
			admin.run(USE, request);
			admin.event(ADMIN, admin.openSession(), request, 0);
			admin.commit();
			admin.acting(ADMIN, 2);
			admin.refuses(Login.NOT_ALLOWED, CHANGE_ROLES, "{SUPERVISOR}", PERSON);
			admin.refuses(Login.NOT_ALLOWED, USE, request).hasMessageContaining("does not go from USED");
		}
	}

	@Test
	void aNewcomerIsNamedWhenTheWordIsUsedAndNeverAfter() throws SQLException {
		try (Login admin = admin()) {
			UUID newcomer = UUID.randomUUID();
			UUID request = approved(admin, "ADMISSION", null, "ANALYST");
			admin.refuses("23514", USE, request);
			admin.refuses(Login.NOT_ALLOWED, USE_FOR, PERSON, request).hasMessageContaining("nobody whom we know");
			admin.run(USE_FOR, newcomer, request);
			admin.refuses(Login.NOT_ALLOWED, ADD, UUID.randomUUID(), "{ANALYST}");
			admin.refuses(Login.NOT_ALLOWED, ADD, newcomer, "{ADMIN}");
			admin.run(ADD, newcomer, "{ANALYST}");
		}
		try (Login admin = admin()) {
			UUID request = approved(admin, "ROLE_CHANGE", PERSON, "SUPERVISOR");
			admin.refuses(Login.NOT_ALLOWED, USE_FOR, DemoAccount.ANALYST.subject(), request)
				.hasMessageContaining("stays about whom it was");
		}
	}

	@Test
	void sheWhoAskedAndSheWhomItIsAboutDoNotAnswer() throws SQLException {
		try (Login admin = admin()) {
			UUID own = ask(admin, "ROLE_CHANGE", PERSON, "SUPERVISOR");
			admin.refuses(Login.NOT_ALLOWED, Login.AGREE, ADMIN, own);
			UUID about = ask(admin, "ROLE_CHANGE", SUPERVISOR, "SUPERVISOR", "ADMIN");
			admin.acting(SUPERVISOR, 2);
			assertThat(admin.run(Login.AGREE, SUPERVISOR, about)).isZero();
			assertThat(admin.count("access.approval_request where id = ?", about)).as("nor does she see it").isZero();
			admin.acting(DemoAccount.SUPERVISOR_YANJI.subject(), 2);
			assertThat(admin.run(Login.AGREE, DemoAccount.SUPERVISOR_YANJI.subject(), about)).isOne();
			admin.acting(ADMIN, 2);
			admin.refuses(Login.NOT_ALLOWED, Login.ASK_ABOUT_STAFF, Ids.next(), "ROLE_CHANGE", ADMIN,
					admin.connection().createArrayOf("text", new String[] { "SUPERVISOR" }), ADMIN);
		}
	}

	@ParameterizedTest
	@EnumSource(value = DemoAccount.class, mode = EnumSource.Mode.EXCLUDE,
			names = { "ADMIN", "SUPERVISOR_YANJI", "SUPERVISOR_SEOUL" })
	void nobodyElseAsksAnswersOrSees(DemoAccount account) throws SQLException {
		try (Login admin = admin()) {
			UUID request = ask(admin, "ROLE_CHANGE", SUPERVISOR, "ADMIN");
			admin.acting(account.subject(), 2);
			assertThat(admin.count("access.approval_request where id = ?", request)).isZero();
			assertThat(admin.run(Login.AGREE, account.subject(), request)).isZero();
			admin.refuses(Login.NOT_ALLOWED, Login.ASK_ABOUT_STAFF, Ids.next(), "ROLE_CHANGE", SUPERVISOR,
					admin.connection().createArrayOf("text", new String[] { "ADMIN" }), account.subject());
		}
	}

	@Test
	void agreeingTakesAFreshFactorAndRefusingDoesNot() throws SQLException {
		try (Login admin = admin()) {
			UUID request = ask(admin, "ROLE_CHANGE", PERSON, "SUPERVISOR");
			admin.acting(SUPERVISOR, 1);
			admin.refuses(Login.NOT_ALLOWED, Login.AGREE, SUPERVISOR, request);
			assertThat(admin.run(Login.AGREE.replace("APPROVED", "REJECTED"), SUPERVISOR, request)).isOne();
		}
	}

	@Test
	void askingAndUsingTakeAFreshFactor() throws SQLException {
		try (Login admin = admin()) {
			UUID request = approved(admin, "ROLE_CHANGE", PERSON, "SUPERVISOR");
			admin.acting(ADMIN, 1);
			admin.refuses(Login.NOT_ALLOWED, USE, request);
			admin.refuses(Login.NOT_ALLOWED, Login.ASK_ABOUT_STAFF, Ids.next(), "ROLE_CHANGE", PERSON,
					admin.connection().createArrayOf("text", new String[] { "ADMIN" }), ADMIN);
			admin.acting(ADMIN, 2);
			assertThat(admin.run(USE, request)).isOne();
		}
	}

	@Test
	void aRequestIsAboutWhatItsKindIsAboutAndNothingElse() throws SQLException {
		try (Login admin = admin()) {
			admin.refuses("23514", Login.ASK_ABOUT_STAFF, Ids.next(), "ROLE_CHANGE", null,
					admin.connection().createArrayOf("text", new String[] { "ADMIN" }), ADMIN);
			admin.refuses("23514", Login.ASK_ABOUT_STAFF, Ids.next(), "ADMISSION", null, null, ADMIN);
		}
	}

	private static UUID ask(Login admin, String kind, @Nullable UUID person, String... roles) throws SQLException {
		UUID request = Ids.next();
		admin.acting(ADMIN, 2)
			.run(Login.ASK_ABOUT_STAFF, request, kind, person, admin.connection().createArrayOf("text", roles), ADMIN);
		return request;
	}

	private static UUID approved(Login admin, String kind, @Nullable UUID person, String... roles) throws SQLException {
		UUID request = ask(admin, kind, person, roles);
		admin.acting(SUPERVISOR, 2).run(Login.AGREE, SUPERVISOR, request);
		admin.acting(ADMIN, 2);
		return request;
	}

	private static Login admin() throws SQLException {
		return Login.asApplication().acting(ADMIN, 2);
	}

}
