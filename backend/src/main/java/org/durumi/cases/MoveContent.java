package org.durumi.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.durumi.keys.SealedJson;
import org.durumi.reference.CaseId;
import org.durumi.security.seal.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a stage move, sealed in CORE.
 *
 * @param on the day it happened
 * @param beforeUs conditions that were met before the case came to us
 * @param owed conditions passed over in an emergency
 * @param stageBefore what the file remembered before the move, for an undo
 * @param cycleBefore the cycle before the move
 */
record MoveContent(LocalDate on, String reason, List<Condition> beforeUs, List<Condition> owed,
		@Nullable Stage stageBefore, int cycleBefore) {

	static final SealedJson<MoveContent> TYPE = SealedJson.of(MoveContent.class);

	MoveContent {
		beforeUs = List.copyOf(beforeUs);
		owed = List.copyOf(owed);
	}

	static Cell cell(UUID id, CaseId caseId) {
		return new Cell("casework.stage_move", "content", id, caseId.value());
	}

}
