package org.durumi.cases;

import java.util.List;
import java.util.Set;

import org.durumi.access.Relation;
import org.jspecify.annotations.Nullable;

/**
 * A case as its page shows it before anything sealed is asked for.
 *
 * @param relations how the reader stands to the case
 * @param moves where it can go from here, in the order of the way
 * @param elsewhere whether another organisation has it, so that nobody here moves it
 * @param undoable whether there is a move to take back
 */
public record CasePage(CaseListRow facts, Set<Relation> relations, List<PossibleMove> moves, boolean elsewhere,
		boolean undoable) {

	public CasePage {
		relations = Set.copyOf(relations);
		moves = List.copyOf(moves);
	}

	/**
	 * A step that follows from here.
	 *
	 * @param missing what does not hold yet; the move is open when empty and nothing is
	 * objected to it
	 * @param alone whether the owner may make it alone, life being in danger
	 * @param objection what another organisation's part in the case has against it,
	 * whatever is missing
	 */
	public record PossibleMove(Stage to, Set<Condition> missing, boolean alone, @Nullable Refusal objection) {

		public PossibleMove {
			missing = Set.copyOf(missing);
		}

		public boolean isOpen() {
			return this.missing.isEmpty() && this.objection == null;
		}

	}

}
