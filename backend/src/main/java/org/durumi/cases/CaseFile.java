package org.durumi.cases;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * The case file: the part of a case that moves. Everything said about her lies sealed in
 * other tables.
 */
@Entity
@Table(schema = "casework", name = "case_file")
class CaseFile {

	@Id
	private UUID id;

	@Column(updatable = false)
	private String caseNumber;

	@Column(updatable = false)
	private String codeName;

	// owner, team and organisation move through access.hand_over() only
	@Column(updatable = false)
	private UUID ownerId;

	@Column(updatable = false)
	private UUID teamId;

	@Column(updatable = false)
	private UUID orgId;

	@Enumerated(EnumType.STRING)
	private Stage stage;

	@Enumerated(EnumType.STRING)
	private @Nullable Stage stageBefore;

	private int cycle;

	// absent until saved, which tells a new file from a known one
	@Version
	private @Nullable Integer version;

	protected CaseFile() {
		this(new UUID(0, 0), "", "", new UUID(0, 0), new UUID(0, 0), new UUID(0, 0), Stage.IDENTIFIED, 1);
	}

	CaseFile(UUID id, String caseNumber, String codeName, UUID ownerId, UUID teamId, UUID orgId, Stage stage,
			int cycle) {
		this.id = id;
		this.caseNumber = caseNumber;
		this.codeName = codeName;
		this.ownerId = ownerId;
		this.teamId = teamId;
		this.orgId = orgId;
		this.stage = stage;
		this.cycle = cycle;
	}

	/** Moves the file. What allows the move was decided before. */
	void moveTo(Stage to) {
		boolean wasReturned = this.stage == Stage.REPATRIATED
				|| (this.stage == Stage.LOST_CONTACT && this.stageBefore == Stage.REPATRIATED);
		if (wasReturned && StageRules.isBeyondTheBorder(to)) {
			this.cycle++;
		}
		if (StageRules.isSuspension(to)) {
			// lost while detained, or closed while lost: each remembers the stage it
			// left;
			// opened again, it is not known any more
			this.stageBefore = (this.stage == Stage.CLOSED) ? null : this.stage;
		}
		else {
			this.stageBefore = null;
		}
		this.stage = to;
	}

	/** Puts the file back to where a move found it. */
	void restore(Stage stage, @Nullable Stage stageBefore, int cycle) {
		this.stage = stage;
		this.stageBefore = stageBefore;
		this.cycle = cycle;
	}

	CaseId caseId() {
		return new CaseId(this.id);
	}

	Stage stage() {
		return this.stage;
	}

	@Nullable Stage stageBefore() {
		return this.stageBefore;
	}

	int cycle() {
		return this.cycle;
	}

	UUID ownerId() {
		return this.ownerId;
	}

	UUID teamId() {
		return this.teamId;
	}

	UUID orgId() {
		return this.orgId;
	}

	String caseNumber() {
		return this.caseNumber;
	}

	String codeName() {
		return this.codeName;
	}

	int version() {
		return (this.version != null) ? this.version : 0;
	}

}
