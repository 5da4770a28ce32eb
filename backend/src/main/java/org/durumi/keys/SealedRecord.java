package org.durumi.keys;

import java.time.Instant;
import java.util.UUID;

import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;

/**
 * One small record about a case as it lies in its table: who and when in clear, the rest
 * sealed.
 *
 * @param table the table it lies in, part of what its content is bound to
 * @param version rises with each change; a change names the version it saw
 */
public record SealedRecord<T>(String table, UUID id, CaseId caseId, Compartment compartment, Sealed<T> content,
		Instant recordedAt, UUID recordedBy, int version) {

	Cell cell() {
		return cell(this.table, this.id, this.caseId);
	}

	static Cell cell(String table, UUID id, CaseId caseId) {
		return new Cell(table, "content", id, caseId.value());
	}

}
