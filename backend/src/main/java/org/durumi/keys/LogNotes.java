package org.durumi.keys;

import java.time.YearMonth;
import java.util.UUID;

import org.durumi.audit.AuditedByCaller;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals what a reviewer says about an entry of the log, under the key that seals the
 * entry's own detail: CORE of its case, else the log key of its month.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class LogNotes {

	private static final SealedJson<String> TYPE = SealedJson.of(String.class);

	private static final UUID NO_CASE = new UUID(0, 0);

	private final KeyRing keys;

	LogNotes(KeyRing keys) {
		this.keys = keys;
	}

	/**
	 * Seals a comment.
	 * @throws KeyNotReleased if the actor does not hold CORE of the case
	 */
	@AuditedByCaller("The review that the comment belongs to.")
	public byte[] seal(UUID event, UUID reviewer, @Nullable CaseId caseId, YearMonth month, String comment) {
		return key(caseId, month).seal(cell(event, reviewer, caseId), TYPE, comment).ciphertext();
	}

	/** Opens a comment; the caller writes the event that says so. */
	@AuditedByCaller("The opening of the entry that the comment is about.")
	public String open(UUID event, UUID reviewer, @Nullable CaseId caseId, YearMonth month, byte[] sealed) {
		return key(caseId, month).open(cell(event, reviewer, caseId), Sealed.of(sealed, TYPE));
	}

	private CompartmentKey key(@Nullable CaseId caseId, YearMonth month) {
		return (caseId != null) ? this.keys.released(caseId).key(Compartment.CORE)
				: this.keys.ofMonth(month.toString());
	}

	/** A row has no id of its own; entry and reviewer together name it. */
	private static Cell cell(UUID event, UUID reviewer, @Nullable CaseId caseId) {
		UUID row = new UUID(event.getMostSignificantBits() ^ reviewer.getMostSignificantBits(),
				event.getLeastSignificantBits() ^ reviewer.getLeastSignificantBits());
		return new Cell("review.sign_off", "comment", row, (caseId != null) ? caseId.value() : NO_CASE);
	}

}
