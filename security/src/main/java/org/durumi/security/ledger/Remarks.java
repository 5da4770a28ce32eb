package org.durumi.security.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What breaks nothing and has to be known: a loss that was declared, a time in which
 * nothing was written although a running server writes once a minute, and clocks that
 * were far apart.
 */
final class Remarks {

	/** What the database writes when the loss of a restore is declared. */
	static final String RESTORED = "RESTORED";

	/** A running server writes an entry each minute; this leaves room for a restart. */
	static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

	/** What the database's own {@code access.system_actor('SEQUENCER')} is. */
	static final UUID SEQUENCER = UUID.fromString("00000000-0000-8000-8000-000000000003");

	/** Losses that an earlier checkpoint is held against. */
	static final int MOST_LOSSES = 1_000;

	private final Findings remarks = new Findings();

	private final List<Loss> losses = new ArrayList<>();

	private @Nullable Instant latest;

	/**
	 * Entries that were signed and are gone.
	 *
	 * @param from the first of them
	 * @param to behind the last
	 */
	record Loss(long from, long to, Instant declared) {
	}

	/** Takes an entry, in the order of the log. */
	void entry(long index, Instant at, EventLeaf event) {
		silence(index, at);
		if (event.action().equals(RESTORED) && event.actor().equals(SEQUENCER)) {
			restored(event.subject(), at);
		}
	}

	/** Takes an entry's time, in the order of the log. */
	void silence(long index, Instant at) {
		if (this.latest == null) {
			this.latest = at;
			return;
		}
		if (at.isAfter(this.latest)) {
			if (Duration.between(this.latest, at).compareTo(LONGEST_SILENCE) > 0) {
				this.remarks.add(
						"Nothing was written from %s to %s, before entry %d: no server ran, or none could write.",
						this.latest, at, index);
			}
			this.latest = at;
		}
	}

	/**
	 * Takes an entry that declares a loss: its subject is two numbers. Only the database
	 * writes one, in the sequencer's name; anybody else's excuses nothing.
	 */
	void restored(UUID subject, Instant at) {
		long from = subject.getMostSignificantBits();
		long to = subject.getLeastSignificantBits();
		if (this.losses.size() < MOST_LOSSES) {
			this.losses.add(new Loss(from, to, at));
		}
		this.remarks.add(
				"Entries %d to %d of an earlier time were lost: a restore from a backup was declared at %s. What stands there now came after.",
				from, to - 1, at);
	}

	/** Takes how many people's sessions have no end. */
	void withoutEnd(long sessions) {
		if (sessions > 0) {
			this.remarks
				.add("Of %d sessions of people the log tells no end: they go on, or their server stopped. Whether the "
						+ "last entries of these are there, it does not tell.", sessions);
		}
	}

	/** Takes how far apart the clocks were, once all entries are read. */
	void drift(ClockDrift drift) {
		drift.notes().forEach((note) -> this.remarks.add("%s", note));
	}

	List<Loss> losses() {
		return this.losses;
	}

	List<String> list() {
		return this.remarks.list();
	}

}
