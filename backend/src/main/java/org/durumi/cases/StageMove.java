package org.durumi.cases;

import java.time.Instant;
import java.util.UUID;

import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;

/** One move in a case's history; history is added to, never changed. */
record StageMove(UUID id, int number, Kind kind, @Nullable Stage from, Stage to, int cycle, Instant recordedAt,
		UUID recordedBy, @Nullable UUID approval, @Nullable UUID undoes, Sealed<MoveContent> content) {

	/** How a move came about. */
	enum Kind {

		INTAKE, MOVE, EMERGENCY, REOPENING, UNDO

	}

}
