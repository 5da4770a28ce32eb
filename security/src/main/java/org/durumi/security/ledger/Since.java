package org.durumi.security.ledger;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Holds a log against a checkpoint that was kept from before: what was signed then must
 * still be what the log begins with.
 */
final class Since {

	private final @Nullable Checkpoint earlier;

	private final Findings findings;

	private boolean compared;

	Since(@Nullable Checkpoint earlier, Findings findings) {
		this.earlier = earlier;
		this.findings = findings;
	}

	/** Begins with the log's newest checkpoint. */
	void newest(Checkpoint checkpoint) {
		if (this.earlier != null && checkpoint.size() < this.earlier.size()) {
			this.findings.add("The log was rolled back: it has %d entries, and %d were signed before.",
					checkpoint.size(), this.earlier.size());
			this.compared = true;
		}
		else if (this.earlier != null && checkpoint.size() == this.earlier.size()) {
			root(checkpoint.root());
		}
		else if (wants(0)) {
			// every log goes on from none
			root(Hashes.ofNothing());
		}
	}

	/** Whether the root at this size is the one to know, and is not known yet. */
	boolean wants(long size) {
		return this.earlier != null && !this.compared && this.earlier.size() == size;
	}

	/** The size whose root is still to be known, -1 if there is none. */
	long wanted() {
		return (this.earlier != null && !this.compared) ? this.earlier.size() : -1;
	}

	/** Takes the root that the log has at the earlier size. */
	void root(byte[] root) {
		if (this.earlier != null) {
			this.compared = true;
			if (!Arrays.equals(root, this.earlier.root())) {
				forked(this.earlier);
			}
		}
	}

	/** Takes a proof from the earlier size to the log's. */
	void proof(ConsistencyProof proof, Checkpoint checkpoint) {
		if (this.earlier != null && wants(proof.from())) {
			this.compared = true;
			if (!proof.proves(this.earlier.root(), checkpoint.root())) {
				forked(this.earlier);
			}
		}
	}

	private void forked(Checkpoint earlier) {
		this.findings.add("The log was forked: its first %d entries are not those that were signed before.",
				earlier.size());
	}

	/**
	 * Ends.
	 * @param losses that the log itself declares
	 * @throws Unverifiable if nothing was found and the input could not tell
	 */
	void finish(List<Remarks.Loss> losses) throws Unverifiable {
		if (this.earlier != null && !this.findings.list().isEmpty()) {
			long size = this.earlier.size();
			losses.stream()
				.filter((loss) -> loss.from() < size && size <= loss.to())
				.forEach((loss) -> this.findings.add(
						"The earlier checkpoint is of a time whose entries %d to %d were lost: "
								+ "a restore from a backup was declared at %s.",
						loss.from(), loss.to() - 1, loss.declared()));
		}
		if (this.earlier != null && !this.compared && this.findings.list().isEmpty()) {
			throw new Unverifiable(("This does not tell whether the log goes on from the %d entries of the earlier "
					+ "checkpoint: that takes the whole log, its tiles, or a part that was exported with that proof.")
				.formatted(this.earlier.size()));
		}
	}

}
