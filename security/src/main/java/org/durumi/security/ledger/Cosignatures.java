package org.durumi.security.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks, in what left a log, for the cosignatures of the witnesses that are asked for.
 * One that is there must be right; of each witness there must be one.
 */
final class Cosignatures {

	private final List<CosignerKey> witnesses;

	private final Findings findings;

	private final Map<String, Cosigned> newest = new LinkedHashMap<>();

	Cosignatures(List<CosignerKey> witnesses, Findings findings) {
		this.witnesses = List.copyOf(witnesses);
		this.findings = findings;
	}

	/** Takes a checkpoint that the log’s key signed; it covers so many entries. */
	void in(SignedNote note, long size) {
		for (CosignerKey witness : this.witnesses) {
			if (!witness.isNamedIn(note)) {
				continue;
			}
			Optional<Instant> at = witness.verify(note);
			if (at.isEmpty()) {
				this.findings.add(
						"The checkpoint of %d entries has a cosignature in the name of %s that is not its own.", size,
						witness);
			}
			else {
				this.newest.merge(witness.toString(), new Cosigned(witness.toString(), size, at.get()),
						(before, now) -> (now.size() >= before.size()) ? now : before);
			}
		}
	}

	/**
	 * How far each has cosigned.
	 * @throws Unverifiable if nothing was found and one of them cosigned nothing of it
	 */
	List<Cosigned> finish() throws Unverifiable {
		if (this.findings.list().isEmpty()) {
			for (CosignerKey witness : this.witnesses) {
				if (!this.newest.containsKey(witness.toString())) {
					throw new Unverifiable("No checkpoint in it is cosigned by " + witness + ".");
				}
			}
		}
		return new ArrayList<>(this.newest.values());
	}

}
