package org.durumi.cases;

import java.time.Instant;
import java.util.UUID;

import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * One move in a case's history; history is added to, never changed.
 *
 * @param recordedBy absent of a {@link Kind#TRANSFER}
 * @param content absent of a {@link Kind#TRANSFER}
 */
record StageMove(UUID id, int number, Kind kind, @Nullable Stage from, Stage to, int cycle, Instant recordedAt,
		@Nullable UUID recordedBy, @Nullable UUID approval, @Nullable UUID undoes,
		@Nullable Sealed<MoveContent> content) {

	/** How a move came about. */
	enum Kind {

		INTAKE, MOVE, EMERGENCY, REOPENING, UNDO,
		/**
		 * Another organisation took the case over, which closed it here: moved by nobody
		 * of ours, and with nothing said beyond that.
		 */
		TRANSFER

	}

}
