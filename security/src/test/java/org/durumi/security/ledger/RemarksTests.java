package org.durumi.security.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a copy tells besides whether it holds, and how a session's end counts. */
class RemarksTests {

	private static final byte[] SESSION = new byte[16];

	private static final UUID REF = new UUID(0, 0);

	private final SigningKey key = SigningKey.generate("durumi.test");

	@Test
	void aTimeInWhichNothingWasWrittenIsTold() throws Exception {
		OfflineReport report = verify(event(0, 0, "SIGNED_IN"), event(1, 290, "CASE_VIEWED"),
				event(2, 590, "CASE_VIEWED"), event(3, 891, "CASE_VIEWED"), event(4, 600, "CASE_VIEWED"),
				end(5, 900, 5));
		assertThat(report.findings()).isEmpty();
		assertThat(report.remarks()).containsExactly("Nothing was written from 2026-07-01T00:09:50Z to "
				+ "2026-07-01T00:14:51Z, before entry 3: no server ran, or none could write.");
	}

	@Test
	void aSessionWithoutAnEndIsTold() throws Exception {
		assertThat(verify(event(0, 0, "SIGNED_IN"), event(1, 1, "CASE_VIEWED")).remarks()).singleElement()
			.asString()
			.startsWith("Of 1 sessions of people the log tells no end");
		assertThat(verify(event(0, 0, "SIGNED_IN"), end(1, 1, 1)).remarks()).isEmpty();
		assertThat(verify(event(0, 0, "HEARTBEAT")).remarks()).as("nobody’s").isEmpty();
	}

	@Test
	void anEventSuppressedAsTheLastBeforeTheEndIsFound() throws Exception {
		assertThat(verify(event(0, 0, "SIGNED_IN"), event(1, 1, "CASE_VIEWED"), end(2, 2, 3)).findings())
			.containsExactly("Session " + REF + " ends with number 2, and the server had written 3 entries before: "
					+ "an entry was suppressed.");
		assertThat(verify(event(0, 0, "SIGNED_IN"), end(1, 1, 1)).findings()).isEmpty();
		assertThat(verify(event(0, 0, "SIGNED_IN"), event(1, 1, "CASE_VIEWED"), end(2, 2, 1)).findings())
			.as("one was under way as it ended")
			.isEmpty();
	}

	@Test
	void anEndWithACountThatIsNoneIsFoundAndOneWrittenBeforeEndsCountedIsNot() throws Exception {
		String none = "Session " + REF + " ends with a count that is none.";
		assertThat(
				verify(event(0, 0, "SIGNED_IN"), event(1, 1, "SESSION_ENDED", "SESSION", REF, new byte[32])).findings())
			.containsExactly(none);
		assertThat(verify(event(0, 0, "SIGNED_IN"), event(1, 1, "SESSION_ENDED", "SESSION", REF, null)).findings())
			.containsExactly(none);
		OfflineReport before = verify(event(0, 0, "SIGNED_IN"), event(1, 1, "SESSION_ENDED", "STAFF", REF, null));
		assertThat(before.findings()).isEmpty();
		assertThat(before.remarks()).isEmpty();
	}

	@Test
	void aSessionEndsOnceAndWithItsCountOnceOthersDo() throws Exception {
		assertThat(verify(event(0, 0, "SIGNED_IN"), end(1, 1, 1), end(2, 2, 7)).findings())
			.containsExactly("Session " + REF + " ends a second time.");
		OfflineReport uncounted = verify(event(0, 0, "SIGNED_IN"), end(1, 1, 1), event(2, 2, "SESSION_ENDED"));
		assertThat(uncounted.findings())
			.containsExactly("Session " + REF + " ends without a count, after others ended with theirs.");
	}

	/** The second would take two thousand million hashes. */
	@Test
	void aCountFarFromTheEntriesThatAreThereIsNotSearched() throws Exception {
		int far = SessionCount.BEYOND + 2;
		assertThat(verify(event(0, 0, "SIGNED_IN"), end(far, 1, far)).findings())
			.contains("Session " + REF + " ends with number " + far + ", and has 1 entries before.");
		assertThat(verify(event(0, 0, "SIGNED_IN"), end(Integer.MAX_VALUE, 1, 1)).findings())
			.contains("Session " + REF + " ends with number 2147483647, and has 1 entries before.");
		assertThat(SessionCount.of(SessionCount.state(SESSION, far), SESSION, 2)).hasValue(far);
		assertThat(SessionCount.of(SessionCount.state(SESSION, far + 1), SESSION, 2)).isEmpty();
	}

	@Test
	void aDeclaredLossIsTold() throws Exception {
		OfflineReport report = verify(event(0, 0, "HEARTBEAT"), restored(0, Remarks.SEQUENCER));
		assertThat(report.holds()).isTrue();
		assertThat(report.remarks()).singleElement()
			.asString()
			.startsWith("Entries 100 to 349 of an earlier time were lost: a restore from a backup was declared at ");
	}

	@Test
	void aLossThatSomebodyElseDeclaredIsNone() throws Exception {
		assertThat(verify(event(0, 0, "HEARTBEAT"), restored(0, new UUID(1, 1))).remarks()).isEmpty();
	}

	@Test
	void ofManyLossesSoManyAreKept() {
		Remarks remarks = new Remarks();
		for (int i = 0; i < Remarks.MOST_LOSSES + 5; i++) {
			remarks.entry(i, Instant.EPOCH, restored(i, Remarks.SEQUENCER));
		}
		assertThat(remarks.losses()).hasSize(Remarks.MOST_LOSSES);
		assertThat(remarks.list()).last().asString().isEqualTo("And 985 more.");
	}

	private OfflineReport verify(EventLeaf... events) throws Exception {
		TestLog log = new TestLog(this.key, new ArrayList<>(List.of(events)));
		return log.verify(log.whole());
	}

	private static EventLeaf restored(int number, UUID actor) {
		byte[] session = Arrays.copyOf(new byte[] { 1 }, 16);
		return event(number, 1, actor, session, Remarks.RESTORED, "LOG", new UUID(100, 350), new byte[32]);
	}

	private static EventLeaf end(int number, int seconds, int count) {
		return event(number, seconds, "SESSION_ENDED", "SESSION", REF, SessionCount.state(SESSION, count));
	}

	private static EventLeaf event(int number, int seconds, String action) {
		return event(number, seconds, action, "STAFF", REF, null);
	}

	private static EventLeaf event(int number, int seconds, String action, String subjectType, UUID subject,
			byte @Nullable [] state) {
		return event(number, seconds, new UUID(1, 1), SESSION, action, subjectType, subject, state);
	}

	private static EventLeaf event(int number, int seconds, UUID actor, byte[] session, String action,
			String subjectType, UUID subject, byte @Nullable [] state) {
		return new EventLeaf((short) 1, new UUID(7, number), 836_179_200_000_000L + seconds * 1_000_000L, 7, (short) 1,
				actor, new UUID(2, 2), session, number, (short) 1, action, (short) 0, subjectType, subject, null, null,
				null, null, new byte[32], state);
	}

}
