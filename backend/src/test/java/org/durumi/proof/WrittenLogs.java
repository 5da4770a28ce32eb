package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.durumi.actor.SessionRef;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.durumi.support.DemoAccount;
import org.flywaydb.core.Flyway;

/**
 * Logs one after the other in a database of their own, each written as the application
 * writes one: by its login, through its triggers, several people at a time whose
 * transactions overlap and now and then are undone, while the sequencer takes what is
 * committed.
 */
final class WrittenLogs implements AutoCloseable {

	static final SigningKey KEY = SigningKey.generate("durumi.test");

	private static final List<DemoAccount> PEOPLE = List.of(DemoAccount.CASEWORKER_YANJI, DemoAccount.CASEWORKER_SEOUL,
			DemoAccount.SUPERVISOR_YANJI);

	private final LocalDatabase database = LocalDatabase.temporary();

	private final List<Writer> writers;

	private final Login superuser;

	private final Login verifier;

	private final HikariDataSource sequencing = new HikariDataSource();

	private Sequencer sequencer;

	WrittenLogs() throws SQLException {
		Flyway.configure()
			.dataSource(this.database.url(), "durumi_migrator", this.database.password("durumi_migrator"))
			.locations("classpath:db/migration", "classpath:db/demo")
			.load()
			.migrate();
		this.writers = List.of(writer(0), writer(1), writer(2));
		this.superuser = login("postgres");
		this.verifier = login("durumi_verifier");
		// what the demo has registered is told of in the log that each of these begins
		// without
		this.superuser.run("alter table access.machine disable trigger all");
		this.superuser.run("delete from access.machine");
		this.superuser.commit();
		this.sequencing.setJdbcUrl(this.database.url());
		this.sequencing.setUsername("durumi_sequencer");
		this.sequencing.setPassword(this.database.password("durumi_sequencer"));
		this.sequencing.setMaximumPoolSize(1);
		this.sequencer = new Sequencer(this.sequencing, KEY, UUID.randomUUID());
	}

	/** Whoever owns the database; what she does is to be rolled back. */
	Login superuser() {
		return this.superuser;
	}

	/** Whoever may read the whole log. */
	Login verifier() {
		return this.verifier;
	}

	/** Begins anew, with nothing. */
	void empty() throws SQLException {
		AttackedLog.switchTriggersOff(this.superuser);
		this.superuser.run("truncate " + String.join(", ", this.superuser.column(
				"select oid::regclass from pg_class where relkind = 'r' and relnamespace = 'audit'::regnamespace")));
		AttackedLog.switchTriggersOn(this.superuser);
		this.superuser.commit();
		// the one before remembers what it signed, and signs nothing behind it
		this.sequencer = new Sequencer(this.sequencing, KEY, UUID.randomUUID());
		for (Writer writer : this.writers) {
			writer.openSession();
		}
	}

	/** Goes on by some more events than said, all of which but the last find a place. */
	void write(int events, Random random) throws SQLException {
		int written = 0;
		while (written < events) {
			Writer writer = this.writers.get(random.nextInt(this.writers.size()));
			int some = 1 + random.nextInt(4);
			writer.write(some, random);
			if (random.nextInt(8) == 0) {
				writer.login.rollback();
			}
			else {
				written += some;
				if (random.nextInt(4) > 0) {
					writer.login.commit();
				}
			}
			if (random.nextInt(8) == 0) {
				this.sequencer.sequence();
			}
			if (random.nextInt(20) == 0) {
				this.sequencer.heartbeat(Ids.next(), (short) 1, SessionRef.random().bytes());
			}
			if (random.nextInt(12) == 0) {
				writer.login.commit();
				writer.openSession();
			}
		}
		for (Writer writer : this.writers) {
			writer.login.commit();
		}
	}

	/** Gives places to all that waits. */
	void sequence() throws SQLException {
		int taken = this.sequencer.sequence();
		while (taken > 0) {
			taken = this.sequencer.sequence();
		}
	}

	private Writer writer(int person) throws SQLException {
		return new Writer(login("durumi_app"), PEOPLE.get(person));
	}

	private Login login(String role) throws SQLException {
		return Login.on(this.database.connect(role));
	}

	@Override
	public void close() {
		this.sequencing.close();
		this.database.close();
	}

	/** Somebody over a connection of her own. */
	private record Writer(Login login, DemoAccount account) {

		void openSession() throws SQLException {
			this.login.acting(this.account);
			this.login.openSession();
			this.login.commit();
		}

		void write(int events, Random random) throws SQLException {
			this.login.acting(this.account);
			for (int i = 0; i < events; i++) {
				if (random.nextInt(3) == 0) {
					this.login.eventWithDetail(this.account, UUID.randomUUID());
				}
				else {
					this.login.event(this.account, UUID.randomUUID(), random.nextInt(3));
				}
			}
		}

	}

}
