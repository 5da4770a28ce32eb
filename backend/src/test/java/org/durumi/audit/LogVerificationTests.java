package org.durumi.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;

import org.durumi.support.DatabaseTest;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** A verification that gives no answer gives no good one. */
class LogVerificationTests extends DatabaseTest {

	@Autowired
	private LogDatabase database;

	@Autowired
	private Sequencing sequencing;

	@Autowired
	private AuditLog log;

	@AfterEach
	void theVerifierMayReadAgain() throws SQLException {
		asSuperuser("grant select on audit.tile to durumi_verifier");
	}

	@Test
	void aVerificationThatFailsIsTheStateUntilOneSucceeds() throws SQLException {
		LogVerification verification = new LogVerification(this.database, this.sequencing, this.log, Clock.systemUTC());
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
		LogVerification verification = new LogVerification(defect, this.sequencing, this.log, Clock.systemUTC());
		try {
			verification.verify();

			assertThat(verification.state().failingSince()).isNotNull();
			assertThat(verification.state().verifying()).isFalse();
		}
		finally {
			verification.destroy();
		}
	}

	private static void asSuperuser(String sql) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			statement.execute(sql);
		}
	}

}
