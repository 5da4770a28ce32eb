package org.durumi.security.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Holds, in a whole log, the cosignatures of each supervisor's key that are there against
 * the entries that tell of one: fewer are there if some were taken away. Whether one that
 * is there is the key's own only {@link Cosignatures} can tell, which is given the key.
 */
final class CosignaturesTold {

	/** What the database writes when a key has cosigned. */
	private static final String COSIGNED = "AUDIT_COSIGNED";

	/** As many keys as fit into the memory that the commands have. */
	static final int MOST_KEYS = 100_000;

	private final Map<String, Key> keys = new HashMap<>();

	private static final class Key {

		private long told;

		private long there;

		private long last;

	}

	/** Takes an entry. */
	void entry(EventLeaf event) throws Unverifiable {
		if (event.action().equals(COSIGNED)) {
			key(Cosigner.name(event.subject())).told++;
		}
	}

	/** Takes a checkpoint by the way; of one size a key's counts once. */
	void note(SignedNote note, long size) throws Unverifiable {
		for (SignedNote.Line line : note.lines()) {
			if (line.name().startsWith(Cosigner.NAME)) {
				Key key = key(line.name());
				key.there += (key.last < size) ? 1 : 0;
				key.last = size;
			}
		}
	}

	/** Says which are missing, once all entries and checkpoints were taken. */
	void finish(Findings findings) {
		this.keys.forEach((name, key) -> {
			if (key.there < key.told) {
				findings.add("Of %d cosignatures of %s that entries tell of, %d are there.", key.told, name, key.there);
			}
		});
	}

	private Key key(String name) throws Unverifiable {
		if (this.keys.size() == MOST_KEYS && !this.keys.containsKey(name)) {
			throw new Unverifiable("The log has cosignatures of more than %d keys, more than this verifier follows."
				.formatted(MOST_KEYS));
		}
		return this.keys.computeIfAbsent(name, (absent) -> new Key());
	}

}
