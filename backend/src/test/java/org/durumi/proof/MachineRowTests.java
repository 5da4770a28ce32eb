package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself refuses about partners' machines. */
class MachineRowTests extends DatabaseTest {

	private static final UUID OURS = UUID.fromString("0d000000-0000-4000-8000-000000000001");

	private static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private static final String REGISTER = "insert into access.machine (subject, client_id, org_id, registered_by) values (?, ?, ?, ?)";

	private final UUID machine = UUID.randomUUID();

	private final String client = "m-" + this.machine;

	@ParameterizedTest
	@EnumSource(DemoAccount.class)
	void anAdministratorAloneRegistersAndShutsOut(DemoAccount account) throws SQLException {
		boolean admin = account == DemoAccount.ADMIN;
		try (Login application = Login.asApplication()) {
			registered(application);
			application.acting(account.subject(), 2);
			assertThat(application.column("select subject from access.machine where subject = ?", this.machine))
				.hasSize((account == DemoAccount.PARTNER_CLINIC) ? 0 : 1);
			assertThat(application.run("update access.machine set active = false where subject = ?", this.machine))
				.isEqualTo(admin ? 1 : 0);
			if (!admin) {
				application.refuses(Login.NOT_ALLOWED, REGISTER, UUID.randomUUID(), this.client + "x", CLINIC,
						account.subject());
			}
		}
	}

	@Test
	void registeringTakesAFreshFactorAPartnerAndHerOwnName() throws SQLException {
		UUID admin = DemoAccount.ADMIN.subject();
		try (Login application = Login.asApplication()) {
			application.acting(admin, 1);
			application.refuses(Login.NOT_ALLOWED, REGISTER, this.machine, this.client, CLINIC, admin);
			application.acting(admin, 2);
			application.refuses(Login.NOT_ALLOWED, REGISTER, this.machine, this.client, OURS, admin);
			application.refuses(Login.NOT_ALLOWED, REGISTER, this.machine, this.client, CLINIC,
					DemoAccount.SUPERVISOR_YANJI.subject());
			application.refuses(Login.NOT_ALLOWED, REGISTER, DemoAccount.PARTNER_CLINIC.subject(), this.client, CLINIC,
					admin);
			registered(application);
			application.run("update access.machine set active = false where subject = ?", this.machine);
			application.acting(admin, 1);
			application.refuses(Login.NOT_ALLOWED, "update access.machine set active = true where subject = ?",
					this.machine);
			for (String change : new String[] { "org_id = org_id", "client_id = client_id", "subject = subject" }) {
				application.refuses(Login.NOT_ALLOWED, "update access.machine set " + change);
			}
			application.refuses(Login.NOT_ALLOWED, "delete from access.machine");
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void aMachineIsOfItsOrganisationAndSeesNothingElse() throws SQLException {
		try (Login application = Login.asApplication()) {
			registered(application);
			application.acting(this.machine, 1);
			assertThat(application.value("select access.partner_org()")).isEqualTo(CLINIC.toString());
			assertThat(application.column("select id from access.organisation")).containsExactly(CLINIC.toString());
			assertThat(application.column("select subject from access.machine"))
				.containsExactly(this.machine.toString());
			for (String nothing : new String[] { "access.staff", "casework.case_file", "casework.case_key",
					"casework.identity", "handoffs.handoff_case", "handoffs.transfer", "access.approval_request" }) {
				assertThat(application.count(nothing)).as(nothing).isZero();
			}
			assertThat(application.value("select access.my_org() is null")).isEqualTo("t");
			application.acting(DemoAccount.ADMIN.subject(), 2);
			application.run("update access.machine set active = false where subject = ?", this.machine);
			application.acting(this.machine, 1);
			assertThat(application.value("select access.partner_org() is null")).isEqualTo("t");
		}
	}

	private void registered(Login application) throws SQLException {
		application.acting(DemoAccount.ADMIN.subject(), 2);
		application.run(REGISTER, this.machine, this.client, CLINIC, DemoAccount.ADMIN.subject());
	}

}
