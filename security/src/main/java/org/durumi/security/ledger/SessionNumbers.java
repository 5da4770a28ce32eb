package org.durumi.security.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Follows the numbers that each session gives its entries: one that is missing is an
 * entry that was suppressed before it had its place in the tree. The entry that ends a
 * person's session states besides how many the server had written of it. Where that entry
 * itself is missing, whether others are is not told; how many such sessions there are is.
 */
final class SessionNumbers {

	/** As many sessions as fit into the memory that the commands have. */
	static final int MOST_SESSIONS = 500_000;

	/**
	 * Numbers that came before others of their session. In an honest log they are few:
	 * two transactions of a session that were open at once.
	 */
	static final int MOST_AHEAD = 100_000;

	private final Map<UUID, Session> sessions = new HashMap<>();

	private final Findings findings;

	private int ahead;

	/** Whether a session ended with its count, as each does from then on. */
	private boolean counting;

	SessionNumbers(Findings findings) {
		this.findings = findings;
	}

	private static final class Session {

		private final UUID actor;

		private int entries;

		private int next;

		private @Nullable TreeSet<Integer> ahead;

		private boolean signedIn;

		private boolean ended;

		private boolean counted;

		Session(UUID actor) {
			this.actor = actor;
		}

	}

	/**
	 * Takes an entry's number.
	 * @throws Unverifiable if there are more sessions than can be followed
	 */
	void add(EntryLine entry) throws Unverifiable {
		EventLeaf event = entry.event();
		UUID ref = LeafData.uuid(event.sessionRef());
		Session session = this.sessions.get(ref);
		if (session == null) {
			if (this.sessions.size() == MOST_SESSIONS) {
				throw new Unverifiable(
						"The log has more than %d sessions, more than this verifier follows.".formatted(MOST_SESSIONS));
			}
			session = new Session(event.actor());
			this.sessions.put(ref, session);
		}
		if (!session.actor.equals(event.actor())) {
			this.findings.add("Entry %d is of session %s, which is another actor’s.", entry.index(), ref);
		}
		number(session, event.sessionSeq(), entry.index(), ref);
		session.signedIn |= event.action().equals("SIGNED_IN");
		if (event.action().equals("SESSION_ENDED")) {
			ended(session, event, ref);
		}
		session.entries++;
	}

	/** Those written before sessions stated their count name a person. */
	private void ended(Session session, EventLeaf event, UUID ref) {
		if (event.subjectType().equals("SESSION")) {
			session.ended = true;
			counted(session, event, ref);
		}
		else if (this.counting) {
			this.findings.add("Session %s ends without a count, after others ended with theirs.", ref);
		}
		else {
			session.ended = true;
		}
	}

	/** One end of each session is searched, among so many counts as it has entries. */
	private void counted(Session session, EventLeaf event, UUID ref) {
		byte[] stated = event.rowStateSha256();
		boolean again = session.counted;
		session.counted = true;
		this.counting = true;
		if (again) {
			this.findings.add("Session %s ends a second time.", ref);
			return;
		}
		if (event.sessionSeq() - session.entries > SessionCount.BEYOND) {
			this.findings.add("Session %s ends with number %d, and has %d entries before.", ref, event.sessionSeq(),
					session.entries);
			return;
		}
		OptionalInt count = (stated != null) ? SessionCount.of(stated, event.sessionRef(), event.sessionSeq())
				: OptionalInt.empty();
		if (count.isEmpty()) {
			this.findings.add("Session %s ends with a count that is none.", ref);
		}
		else if (count.getAsInt() > event.sessionSeq()) {
			this.findings.add("Session %s ends with number %d, and the server had written %d entries before: "
					+ "an entry was suppressed.", ref, event.sessionSeq(), count.getAsInt());
		}
	}

	/** People's sessions whose end is not told. */
	long withoutEnd() {
		return this.sessions.values().stream().filter((session) -> session.signedIn && !session.ended).count();
	}

	private void number(Session session, int number, long index, UUID ref) throws Unverifiable {
		TreeSet<Integer> ahead = session.ahead;
		if (number < session.next || (ahead != null && ahead.contains(number))) {
			this.findings.add("Entry %d has number %d of session %s, which another entry has.", index, number, ref);
		}
		else if (number > session.next) {
			if (++this.ahead > MOST_AHEAD) {
				throw new Unverifiable(
						"The log lacks more than %d numbers of sessions, more than this verifier follows."
							.formatted(MOST_AHEAD));
			}
			session.ahead = (ahead != null) ? ahead : new TreeSet<>();
			session.ahead.add(number);
		}
		else {
			session.next++;
			while (ahead != null && ahead.remove(session.next)) {
				session.next++;
				this.ahead--;
			}
		}
	}

	/** Says which numbers are missing, once all entries were taken. */
	void finish() {
		this.sessions.forEach((ref, session) -> {
			if (session.ahead != null && !session.ahead.isEmpty()) {
				this.findings.add(
						"Session %s has an entry with number %d and none with number %d: an entry was suppressed.", ref,
						session.ahead.first(), session.next);
			}
		});
	}

}
