package org.durumi.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.keys.Opening;
import org.durumi.reference.CaseId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Asks each condition's guard, whichever module it lives in. */
@Component
class Conditions {

	/** Looked up when first asked: some guards themselves need a case's services. */
	private final Supplier<Map<Condition, StageGuard>> guards;

	private final Approvals approvals;

	private final Elsewhere elsewhere;

	Conditions(ObjectProvider<StageGuard> guards, Approvals approvals, Elsewhere elsewhere) {
		this.guards = SingletonSupplier.of(() -> guardOf(guards));
		this.approvals = approvals;
		this.elsewhere = elsewhere;
	}

	/**
	 * What is missing for the way that is nearest: empty if one way is open.
	 * @param ways at least one
	 */
	Set<Condition> missing(Collection<Set<Condition>> ways, Stage to, Opening opening, LocalDate today) {
		Map<Condition, StageGuard> guardOf = this.guards.get();
		Set<Condition> nearest = null;
		for (Set<Condition> way : ways) {
			Set<Condition> missing = EnumSet.noneOf(Condition.class);
			for (Condition condition : way) {
				boolean met = (condition == Condition.SECOND_PERSON) ? permission(to, opening.caseId()).isPresent()
						: guard(guardOf, condition).isMet(condition, opening, today);
				if (!met) {
					missing.add(condition);
				}
			}
			if (nearest == null || missing.size() < nearest.size()) {
				nearest = missing;
			}
		}
		if (nearest == null) {
			throw new IllegalArgumentException("no way is no step");
		}
		return nearest;
	}

	/** What another organisation's part in the case has against the move, if anything. */
	Optional<Refusal> objection(Stage to, CaseId caseId) {
		if (isElsewhere(caseId)) {
			return Optional.of(Refusal.ELSEWHERE);
		}
		return (endsACase(to) && this.elsewhere.isOnItsWay(caseId)) ? Optional.of(Refusal.ON_ITS_WAY)
				: Optional.empty();
	}

	/** Whether nobody follows her any more after it. */
	static boolean endsACase(Stage to) {
		return to == Stage.CLOSED || to == Stage.DECEASED;
	}

	boolean isElsewhere(CaseId caseId) {
		return this.elsewhere.has(caseId);
	}

	/**
	 * The permission for a move into the stage, if the actor asked for it and it is good.
	 * One to end the case that was given before it was last to go elsewhere is not: what
	 * the second person agreed to is no longer what is.
	 */
	Optional<Approval> permission(Stage to, CaseId caseId) {
		return this.approvals.permissions(approvalFor(to), caseId)
			.stream()
			.filter((permission) -> !isOutdated(to, caseId, Objects.requireNonNull(permission.decidedAt())))
			.findFirst();
	}

	/**
	 * Whether what was said or done then counts no more for a move into the stage, since
	 * the case was to go elsewhere after it: for one that ends it.
	 */
	boolean isOutdated(Stage to, CaseId caseId, Instant then) {
		return endsACase(to) && this.elsewhere.lastBack(caseId).filter((back) -> !then.isAfter(back)).isPresent();
	}

	/** What kind of approval a move into the stage rests on. */
	static ApprovalKind approvalFor(Stage to) {
		return switch (to) {
			case IN_PASSAGE -> ApprovalKind.PASSAGE;
			case DECEASED -> ApprovalKind.DEATH;
			case CLOSED -> ApprovalKind.CLOSURE;
			case IDENTIFIED, ASSESSED, SHELTERED, THIRD_COUNTRY, ARRIVED, HANAWON, RESETTLED, DETAINED, REPATRIATED,
					LOST_CONTACT ->
				throw new IllegalArgumentException("no second person is asked for " + to);
		};
	}

	private static Map<Condition, StageGuard> guardOf(ObjectProvider<StageGuard> guards) {
		Map<Condition, StageGuard> guardOf = new EnumMap<>(Condition.class);
		guards.forEach((guard) -> guard.conditions().forEach((condition) -> {
			if (guardOf.put(condition, guard) != null) {
				throw new IllegalStateException("two guards answer for " + condition);
			}
		}));
		return guardOf;
	}

	private static StageGuard guard(Map<Condition, StageGuard> guardOf, Condition condition) {
		StageGuard guard = guardOf.get(condition);
		if (guard == null) {
			throw new IllegalStateException("no guard answers for " + condition);
		}
		return guard;
	}

}
