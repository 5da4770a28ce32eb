package org.durumi.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.NotAudited;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Purpose;
import org.durumi.keys.RecordKind;
import org.durumi.keys.Records;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes in a case, each in a compartment of its author's choice; HARM unless she chooses.
 */
@Service
public class CaseNotes implements TimelineSource {

	/** The longest note, in characters; what is longer becomes a document. */
	public static final int MAX_LENGTH = 16_000;

	private static final RecordKind<Note> KIND = RecordKind.of("note", Compartment.HARM, Note.class);

	private static final List<Compartment> COMPARTMENTS = List.of(Compartment.HARM, Compartment.HEALTH,
			Compartment.IDENTITY, Compartment.ROUTE, Compartment.HELPERS, Compartment.CORE);

	private final Records records;

	private final Vault vault;

	private final CaseAccess access;

	CaseNotes(Records records, Vault vault, CaseAccess access) {
		this.records = records;
		this.vault = vault;
		this.access = access;
	}

	record Note(String text) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** The compartments the actor may write a note in; none if she may write none. */
	@Transactional(readOnly = true)
	@NotAudited("Says whether something may be done; doing it is the event, and so is its refusal.")
	public List<Compartment> writable(CaseId caseId) {
		if (!this.access.may(caseId, CaseAct.TRAVEL)) {
			return List.of();
		}
		CaseKeys keys = this.vault.keysOf(caseId);
		return COMPARTMENTS.stream().filter(keys::holds).toList();
	}

	/**
	 * Adds a note.
	 * @throws org.durumi.reference.TextRefused if the text is empty, too long or holds
	 * control characters
	 */
	@Transactional
	public UUID add(CaseId caseId, Compartment compartment, String text) {
		this.access.require(caseId, CaseAct.TRAVEL);
		return this.records.add(KIND, caseId, compartment, new Note(Text.lines(text, MAX_LENGTH))).id();
	}

	/** Opens a note; an audited event. Empty for one the actor may not see. */
	@Transactional
	public Optional<String> open(UUID id) {
		return this.records.find(KIND, id)
			.map((note) -> this.vault.open(note.caseId(), Purpose.RECORD, note.compartment(), List.of("note"))
				.open(note)
				.text());
	}

	@Override
	@Transactional(readOnly = true)
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public List<TimelineEntry> entriesOf(CaseId caseId) {
		return this.records.of(KIND, caseId)
			.stream()
			.map((note) -> new TimelineEntry("note", note.id(), note.recordedAt(), note.recordedBy(),
					note.compartment(), Map.of()))
			.toList();
	}

}
