package org.durumi.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens a case page: an audited reading, and with it what stands before each next step.
 */
@Service
public class CasePages {

	private final CaseAccess access;

	private final CaseList list;

	private final Conditions conditions;

	private final StageMoves moves;

	private final Vault vault;

	private final Clock clock;

	CasePages(CaseAccess access, CaseList list, Conditions conditions, StageMoves moves, Vault vault, Clock clock) {
		this.access = access;
		this.list = list;
		this.conditions = conditions;
		this.moves = moves;
		this.vault = vault;
		this.clock = clock;
	}

	/**
	 * Opens the page.
	 * @throws org.durumi.access.AccessRefused if the case is not the actor's to see, or
	 * does not exist
	 */
	@Transactional
	public CasePage open(CaseId caseId) {
		this.access.require(caseId, CaseAct.VIEW);
		CaseListRow facts = this.list.find(caseId).orElseThrow();
		Opening opening = this.vault.open(caseId, Purpose.CASE_PAGE, List.of("conditions"));
		Set<Relation> relations = this.access.relationsTo(caseId);
		boolean elsewhere = this.conditions.isElsewhere(caseId);
		boolean mover = !elsewhere && this.access.may(caseId, CaseAct.MOVE);
		return new CasePage(facts, relations, mover ? possibleMoves(facts, relations, opening) : List.of(), elsewhere,
				mover && isUndoable(caseId));
	}

	private List<CasePage.PossibleMove> possibleMoves(CaseListRow facts, Set<Relation> relations, Opening opening) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		// nobody moves a case that is elsewhere: what else can be objected is against
		// ending it
		Refusal objection = this.conditions.objection(Stage.CLOSED, facts.id()).orElse(null);
		List<CasePage.PossibleMove> possible = new ArrayList<>();
		for (Stage to : Stage.values()) {
			List<Set<Condition>> ways = StageRules.ways(facts.stage(), to, facts.stageBefore());
			if (!ways.isEmpty()) {
				boolean alone = to == Stage.IN_PASSAGE && Relation.standsForOwner(relations)
						&& ways.getFirst().contains(Condition.SECOND_PERSON);
				possible.add(new CasePage.PossibleMove(to, this.conditions.missing(ways, to, opening, today), alone,
						Conditions.endsACase(to) ? objection : null));
			}
		}
		return possible;
	}

	private boolean isUndoable(CaseId caseId) {
		return StageMoves.lastStanding(this.moves.of(caseId))
			.map((move) -> move.kind() != StageMove.Kind.INTAKE && move.kind() != StageMove.Kind.TRANSFER
					&& (move.from() == null || !this.conditions.isOutdated(move.from(), caseId, move.recordedAt())))
			.orElse(false);
	}

}
