package org.durumi.inbound;

import java.util.List;
import java.util.Map;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.NotAudited;
import org.durumi.cases.BookEntry;
import org.durumi.cases.TimelineEntry;
import org.durumi.cases.TimelineSource;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.Records;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What partners told of a survivor who is in a case, and who told it. Nobody changes it:
 * what turns out otherwise is written where it belongs in the case.
 */
@Service
public class ReceivedInCase implements TimelineSource {

	private final Records records;

	private final Vault vault;

	private final CaseAccess access;

	ReceivedInCase(Records records, Vault vault, CaseAccess access) {
		this.records = records;
		this.vault = vault;
		this.access = access;
	}

	/** How many there are that the actor could open. */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int count(CaseId caseId) {
		return this.records.of(ReceivedRecord.KIND, caseId).size();
	}

	/**
	 * Opens all of them, the newest first; an audited event.
	 * @throws org.durumi.keys.KeyNotReleased if the actor does not hold her identity
	 */
	@Transactional
	public List<BookEntry<ReceivedRecord>> open(CaseId caseId) {
		this.access.require(caseId, CaseAct.VIEW);
		Opening opening = this.vault.open(caseId, Purpose.RECORD, Compartment.IDENTITY,
				List.of(ReceivedRecord.KIND.name()));
		return this.records.of(ReceivedRecord.KIND, caseId)
			.stream()
			.map((record) -> new BookEntry<>(record.id(), record.version(), record.recordedAt(), record.recordedBy(),
					opening.open(record)))
			.toList();
	}

	@Override
	@Transactional(readOnly = true)
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public List<TimelineEntry> entriesOf(CaseId caseId) {
		return this.records.of(ReceivedRecord.KIND, caseId)
			.stream()
			.map((record) -> new TimelineEntry(ReceivedRecord.KIND.name(), record.id(), record.recordedAt(),
					record.recordedBy(), record.compartment(), Map.of()))
			.toList();
	}

}
