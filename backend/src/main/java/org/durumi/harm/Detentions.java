package org.durumi.harm;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.CaseStages;
import org.durumi.cases.Condition;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.RecordBook;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.Stage;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.durumi.reference.CaseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Keeps detentions, and marks an arrest in one act. */
@Service
public class Detentions extends RecordBook<Detention> implements StageGuard {

	private final CaseStages stages;

	Detentions(BookKeeping keeping, CaseStages stages) {
		super(Detention.KIND, CaseAct.WORK, keeping);
		this.stages = stages;
	}

	/** How marking an arrest ended. */
	public sealed interface Arrest {

		/** Recorded, and the case moved or not; not moved is not recorded either. */
		record Moved(MoveOutcome outcome) implements Arrest {
		}

		/** The record itself is refused. */
		record Refused(Set<RecordRefusal> reasons) implements Arrest {

			public Refused {
				reasons = Set.copyOf(reasons);
			}

		}

	}

	/**
	 * Records the detention and moves the case, both or neither.
	 * @param version the case's version that was seen
	 */
	@Transactional
	public Arrest arrest(CaseId caseId, Detention detention, String reason, int version) {
		BookOutcome<Detention> kept = add(caseId, detention);
		if (kept instanceof BookOutcome.Refused<Detention> refused) {
			return new Arrest.Refused(refused.reasons());
		}
		MoveOutcome moved = this.stages.move(new Move(caseId, Stage.DETAINED, detention.since(), reason, version));
		if (moved instanceof MoveOutcome.Refused) {
			TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
		}
		return new Arrest.Moved(moved);
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.DETENTION);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return latestOfCycle(opening).filter((detention) -> detention.released() == null).isPresent();
	}

}
