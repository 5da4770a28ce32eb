package org.durumi.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.durumi.actor.Actor;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** A verification that gives no answer gives no good one. */
class LogVerificationTests extends DatabaseTest {

	@Autowired
	private LogDatabase database;

	@Autowired
	private Sequencing sequencing;

	@Autowired
	private LogCosigning cosigning;

	@Autowired
	private AuditLog log;

	@AfterEach
	void theVerifierMayReadAgain() throws SQLException {
		asSuperuser("grant select on audit.tile to durumi_verifier");
	}

	@Test
	void aVerificationThatFailsIsTheStateUntilOneSucceeds() throws SQLException {
		LogVerification verification = new LogVerification(this.database, this.sequencing, this.cosigning, this.log,
				Clock.systemUTC());
		try {
			verification.verify();
			LogState good = verification.state();
			assertThat(good.report()).isNotNull().matches((report) -> report.holds());
			assertThat(good.failingSince()).isNull();

			asSuperuser("revoke select on audit.tile from durumi_verifier");
			verification.verify();
			Instant since = verification.state().failingSince();
			assertThat(since).isNotNull();
			verification.verify();

			LogState failing = verification.state();
			assertThat(failing.failingSince()).as("since the first that failed").isEqualTo(since);
			assertThat(failing.verifiedAt()).as("as old as it is").isEqualTo(good.verifiedAt());
			assertThat(failing.verifying()).isFalse();

			asSuperuser("grant select on audit.tile to durumi_verifier");
			verification.verify();
			assertThat(verification.state().failingSince()).isNull();
			assertThat(verification.state().verifiedAt()).isAfter(good.verifiedAt());
		}
		finally {
			verification.destroy();
		}
	}

	@Test
	void aDefectOfTheVerifierIsTheStateToo() {
		LogDatabase defect = mock(LogDatabase.class);
		when(defect.verifier()).thenThrow(new IllegalStateException("a defect"));
		LogVerification verification = new LogVerification(defect, this.sequencing, this.cosigning, this.log,
				Clock.systemUTC());
		try {
			verification.verify();

			assertThat(verification.state().failingSince()).isNotNull();
			assertThat(verification.state().verifying()).isFalse();
		}
		finally {
			verification.destroy();
		}
	}

	@Test
	void askingAgainBeginsNothingWhileOneIsUnderWay() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger runs = new AtomicInteger();
		LogDatabase slow = mock(LogDatabase.class);
		when(slow.verifier()).thenAnswer((call) -> {
			runs.incrementAndGet();
			begun.countDown();
			goOn.await(10, TimeUnit.SECONDS);
			throw new IllegalStateException("no answer");
		});
		LogVerification verification = new LogVerification(slow, this.sequencing, this.cosigning, this.log,
				Clock.systemUTC());
		Actor asker = hire(DemoAccount.SUPERVISOR_YANJI);
		try {
			as(asker, () -> inTransaction(() -> {
				verification.begin();
				assertThat(verification.state().verifying()).isTrue();
				assertThat(runs).as("not before its event is committed").hasValue(0);
				return true;
			}));
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
			as(asker, () -> inTransaction(() -> {
				verification.begin();
				verification.begin();
				return true;
			}));
			goOn.countDown();
			Awaitility.await().until(() -> !verification.state().verifying());
			verification.verify();
			assertThat(runs).as("the asked one and the one made here").hasValue(2);
			assertThat(verified(asker)).isOne();
		}
		finally {
			verification.destroy();
		}
	}

	@Test
	void aVerificationThatWasCancelledSaysNothingAndTheNextOneDoes() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		LogDatabase slow = mock(LogDatabase.class);
		when(slow.key()).thenReturn(this.database.key());
		when(slow.verifier()).thenAnswer((call) -> {
			begun.countDown();
			goOn.await(10, TimeUnit.SECONDS);
			return this.database.verifier();
		});
		LogVerification verification = new LogVerification(slow, this.sequencing, this.cosigning, this.log,
				Clock.systemUTC());
		Actor asker = hire(DemoAccount.SUPERVISOR_YANJI);
		try {
			as(asker, () -> inTransaction(() -> {
				verification.cancel();
				return true;
			}));
			assertThat(told(asker, "AUDIT_VERIFICATION_CANCELLED")).as("there is none to cancel").isZero();
			as(asker, () -> inTransaction(() -> {
				verification.begin();
				return true;
			}));
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
			as(asker, () -> inTransaction(() -> {
				verification.cancel();
				return true;
			}));
			assertThat(told(asker, "AUDIT_VERIFICATION_CANCELLED")).isOne();
			goOn.countDown();
			Awaitility.await().until(() -> !verification.state().verifying());

			LogState cancelled = verification.state();
			assertThat(cancelled.cancelledAt()).isNotNull();
			assertThat(cancelled.report()).as("no verdict, and no good one").isNull();
			assertThat(cancelled.failingSince()).isNull();

			verification.verify();
			assertThat(verification.state().cancelledAt()).isNull();
			assertThat(verification.state().report()).isNotNull().matches((report) -> report.holds());
		}
		finally {
			verification.destroy();
		}
	}

	@Test
	void aCancellationThatIsNotCommittedCancelsNothing() throws InterruptedException {
		CountDownLatch goOn = new CountDownLatch(1);
		LogDatabase slow = mock(LogDatabase.class);
		when(slow.key()).thenReturn(this.database.key());
		when(slow.verifier()).thenAnswer((call) -> {
			goOn.await(10, TimeUnit.SECONDS);
			return this.database.verifier();
		});
		LogVerification verification = new LogVerification(slow, this.sequencing, this.cosigning, this.log,
				Clock.systemUTC());
		Actor asker = hire(DemoAccount.SUPERVISOR_YANJI);
		try {
			as(asker, () -> inTransaction(() -> {
				verification.begin();
				return true;
			}));
			assertThatIllegalStateException().isThrownBy(() -> as(asker, () -> inTransaction(() -> {
				verification.cancel();
				throw new IllegalStateException("and all is rolled back");
			})));
			goOn.countDown();
			Awaitility.await().until(() -> !verification.state().verifying());
			assertThat(verification.state().report()).isNotNull().matches((report) -> report.holds());
			assertThat(verification.state().cancelledAt()).isNull();
		}
		finally {
			verification.destroy();
		}
	}

	private int verified(Actor actor) {
		return told(actor, "AUDIT_VERIFIED");
	}

	private int told(Actor actor, String action) {
		return as(actor,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where actor_id = ? and action = ?")
							.params(actor.id(), action)
							.query(Integer.class)
							.single()));
	}

	private static void asSuperuser(String sql) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			statement.execute(sql);
		}
	}

}
