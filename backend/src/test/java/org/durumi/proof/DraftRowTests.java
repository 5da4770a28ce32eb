package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself allows of what was typed and not saved. */
class DraftRowTests extends ProofTest {

	private static final DemoAccount WRITER = DemoAccount.CASEWORKER_YANJI;

	private static final String OF_CASE = "insert into casework.draft (id, subject, form, case_id, compartment, content)"
			+ " values (?, ?, 'harm.detention', ?, ?, 'sealed')";

	private static final String OF_NONE = "insert into casework.draft (id, subject, form, content, row_key, wrapping_key_id)"
			+ " values (?, ?, 'proof', 'sealed', 'wrapped', 'key')";

	private final UUID draft = Ids.next();

	private UUID id = new UUID(0, 0);

	@BeforeEach
	void aCase() {
		this.id = register(WRITER);
	}

	@Test
	void nobodyWritesOneForAnotherOrOfACaseThatIsNotHers() throws SQLException {
		try (Login application = Login.asApplication().acting(WRITER)) {
			application.refuses(Login.NOT_ALLOWED, OF_CASE, this.draft, DemoAccount.CASEWORKER_SEOUL.subject(), this.id,
					"HARM");
			application.refuses(Login.NOT_ALLOWED, OF_NONE, this.draft, DemoAccount.CASEWORKER_SEOUL.subject());
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			application.refuses(Login.NOT_ALLOWED, OF_CASE, this.draft, DemoAccount.CASEWORKER_SEOUL.subject(), this.id,
					"HARM");
			application.acting(DemoAccount.SUPERVISOR_YANJI);
			application.refuses(Login.NOT_ALLOWED, OF_CASE, this.draft, DemoAccount.SUPERVISOR_YANJI.subject(), this.id,
					"CORE");
			application.acting(DemoAccount.ANALYST);
			application.refuses(Login.NOT_ALLOWED, OF_NONE, this.draft, DemoAccount.ANALYST.subject());
			application.acting(WRITER);
			assertThat(application.run(OF_CASE, this.draft, WRITER.subject(), this.id, "HARM")).isOne();
		}
	}

	@Test
	void itTakesAnEventToBeginOne() throws SQLException {
		try (Login application = Login.asApplication().acting(WRITER)) {
			application.run(OF_CASE, this.draft, WRITER.subject(), this.id, "HARM");
			application.event(WRITER, this.id);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void nobodyElseSeesChangesOrForgetsIt() throws SQLException {
		try (Login application = Login.asApplication().acting(WRITER)) {
			application.run(OF_CASE, this.draft, WRITER.subject(), this.id, "HARM");
			for (DemoAccount other : DemoAccount.values()) {
				if (other == WRITER) {
					continue;
				}
				application.acting(other.subject(), 2);
				assertThat(application.count("casework.draft")).as(other.name()).isZero();
				assertThat(application.run("update casework.draft set content = 'other'")).as(other.name()).isZero();
				application.column("select casework.forget_draft('harm.detention', ?, null)::text", this.id);
				application.refuses(Login.NOT_ALLOWED, "delete from casework.draft");
			}
			application.acting(WRITER);
			assertThat(application.count("casework.draft where id = ?", this.draft)).isOne();
			application.column("select casework.forget_old_drafts()::text");
			assertThat(application.count("casework.draft where id = ?", this.draft)).isOne();
			application.column("select casework.forget_draft('harm.detention', ?, null)::text", this.id);
			assertThat(application.count("casework.draft where id = ?", this.draft)).isZero();
		}
	}

	@Test
	void aDraftIsSealedUnderItsCaseOrUnderItsOwnKeyNeverNeither() throws SQLException {
		try (Login application = Login.asApplication().acting(WRITER)) {
			application.refuses("23514",
					"insert into casework.draft (id, subject, form, content) values (?, ?, 'proof', 'clear')",
					this.draft, WRITER.subject());
		}
	}

}
