package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself allows of breaking the glass, beside what it opens. */
class BrokenGlassTests extends ProofTest {

	private static final DemoAccount STRANGER = DemoAccount.CASEWORKER_SEOUL;

	private static final String BREAK = "insert into access.break_glass (case_id, subject, until)"
			+ " values (?, ?, statement_timestamp() + ?::interval)";

	private UUID id = new UUID(0, 0);

	@BeforeEach
	void aCase() {
		this.id = register(DemoAccount.CASEWORKER_YANJI);
	}

	@Test
	void itIsNotBrokenAgainWhileItIs() throws SQLException {
		try (Login application = Login.asApplication().acting(STRANGER.subject(), 2)) {
			application.run(BREAK, this.id, STRANGER.subject(), "5 minutes");
			application.refuses(Login.NOT_ALLOWED, BREAK, this.id, STRANGER.subject(), "6 minutes");
		}
	}

	@Test
	void itTakesAnEvent() throws SQLException {
		try (Login application = Login.asApplication().acting(STRANGER.subject(), 2)) {
			application.run(BREAK, this.id, STRANGER.subject(), "5 minutes");
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void itIsOverWhenItsMinutesAre() throws SQLException {
		String held = "select unnest(access.my_cases(array['BREAK_GLASS']))::text";
		try (Login owner = Login.as("durumi_owner").acting(STRANGER.subject(), 2)) {
			owner.run(BREAK, this.id, STRANGER.subject(), "5 minutes");
			assertThat(owner.column(held)).contains(this.id.toString());
			owner.run("update access.break_glass set until = statement_timestamp() where case_id = ?", this.id);
			assertThat(owner.column(held)).doesNotContain(this.id.toString());
		}
	}

	@Test
	void nobodyFindsACaseByItsNameWithoutAFreshFactorOrFromElsewhere() throws SQLException {
		String find = "select access.break_glass_target(?)::text";
		try (Login owner = Login.as("durumi_owner")) {
			String name = owner.column("select code_name from casework.case_file where id = ?", this.id).getFirst();
			owner.acting(STRANGER);
			assertThat(owner.column(find, name)).containsExactly("null");
			owner.acting(DemoAccount.PARTNER_CLINIC.subject(), 2);
			assertThat(owner.column(find, name)).containsExactly("null");
			owner.acting(STRANGER.subject(), 2);
			assertThat(owner.column(find, name)).containsExactly(this.id.toString());
			assertThat(owner.column(find, name.substring(1))).containsExactly("null");
		}
	}

	@Test
	void aNameToldByTelephoneIsFoundHoweverItIsSpelt() throws SQLException {
		String find = "select access.break_glass_target(?)::text";
		try (Login owner = Login.as("durumi_owner")) {
			String name = owner.column("select code_name from casework.case_file where id = ?", this.id).getFirst();
			String number = owner.column("select case_number from casework.case_file where id = ?", this.id).getFirst();
			owner.acting(STRANGER.subject(), 2);
			for (String told : List.of(name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), number,
					number.toLowerCase(Locale.ROOT), number.replace("-", ""), number.replace('-', ' '))) {
				assertThat(owner.column(find, told)).as(told).containsExactly(this.id.toString());
			}
			for (String told : List.of("", "-", number.substring(1), number + number, "%")) {
				assertThat(owner.column(find, told)).as(told).containsExactly("null");
			}
		}
	}

}
