package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.actor.SystemActor;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself allows of what machines asked for already. */
class MachinePostRowTests extends DatabaseTest {

	private static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private static final String NOTE = "insert into access.machine_post (machine, key_hash, request_hash, subject)"
			+ " values (?, repeat('0', 32), repeat('1', 32), ?)";

	private final UUID machine = UUID.randomUUID();

	private final UUID other = UUID.randomUUID();

	private final UUID about = UUID.randomUUID();

	@BeforeEach
	void twoMachines() throws SQLException {
		DemoAccount admin = DemoAccount.ADMIN;
		try (Login application = Login.asApplication().acting(admin.subject(), 2)) {
			for (UUID one : new UUID[] { this.machine, this.other }) {
				application.run(
						"insert into access.machine (subject, client_id, org_id, registered_by) values (?, ?, ?, ?)",
						one, "m-" + one, CLINIC, admin.subject());
				application.event(admin, one);
			}
			application.commit();
		}
	}

	@Test
	void aMachineNotesItsOwnWithAnEventAndNobodyElseSeesIt() throws SQLException {
		try (Login application = Login.asApplication().acting(this.machine, 1)) {
			application.refuses(Login.NOT_ALLOWED, NOTE, this.other, this.about);
			application.run(NOTE, this.machine, this.about);
			application.refuses("23505", NOTE, this.machine, this.about);
			application.refuses(Login.NOT_ALLOWED, "update access.machine_post set subject = subject");
			application.refuses(Login.NOT_ALLOWED, "delete from access.machine_post");
			assertThat(application.count("access.machine_post")).isOne();
			for (UUID nobody : new UUID[] { this.other, DemoAccount.ADMIN.subject(),
					DemoAccount.PARTNER_CLINIC.subject(), SystemActor.SESSION_KEEPER.id() }) {
				application.acting(nobody, 2);
				assertThat(application.count("access.machine_post where machine = ?", this.machine)).isZero();
			}
			application.acting(this.machine, 1);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void aPersonNotesNothingAndAMachineThatIsShutOutNeither() throws SQLException {
		try (Login application = Login.asApplication().acting(DemoAccount.PARTNER_CLINIC.subject(), 2)) {
			application.refuses("23503", NOTE, DemoAccount.PARTNER_CLINIC.subject(), this.about);
			application.acting(DemoAccount.ADMIN.subject(), 2);
			application.run("update access.machine set active = false where subject = ?", this.machine);
			application.acting(this.machine, 1);
			application.refuses(Login.NOT_ALLOWED, NOTE, this.machine, this.about);
		}
	}

	@Test
	void theKeeperAloneForgetsAndAfterADay() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			superuser.run(NOTE, this.machine, this.about);
			superuser.run(NOTE, this.other, this.about);
			superuser.run("update access.machine_post set done_at = now() - interval '25 hours' where machine = ?",
					this.machine);
			superuser.acting(DemoAccount.ADMIN).event(DemoAccount.ADMIN, this.about);
			superuser.commit();
		}
		String ours = "access.machine_post where machine in (?, ?)";
		try (Login application = Login.asApplication().acting(this.machine, 1)) {
			application.column("select access.forget_machine_posts()::text");
			assertThat(application.count(ours, this.machine, this.other)).isOne();
			application.acting(SystemActor.SESSION_KEEPER.id(), 0);
			application.column("select access.forget_machine_posts()::text");
			application.acting(this.machine, 1);
			assertThat(application.count(ours, this.machine, this.other)).isZero();
			application.acting(this.other, 1);
			assertThat(application.count(ours, this.machine, this.other)).isOne();
		}
	}

}
