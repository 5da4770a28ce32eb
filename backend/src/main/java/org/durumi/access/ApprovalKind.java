package org.durumi.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.durumi.actor.Role;

/**
 * What needs a second person: who may ask, who may answer, and how long the answer is
 * good for. The database has the same in its policies {@code ask} and {@code decide}, and
 * decides without this.
 */
public enum ApprovalKind {

	/** A passage is about to begin. */
	PASSAGE(Duration.ofDays(14), new Parties.OfCase(CaseAct.MOVE, CaseAct.DECIDE)),
	/** A passage was begun alone, life being in danger; the countersign is owed. */
	EMERGENCY_PASSAGE(Duration.ofHours(24), new Parties.OfCase(CaseAct.MOVE, CaseAct.DECIDE)),
	/** A death is recorded. */
	DEATH(Duration.ofDays(30), new Parties.OfCase(CaseAct.MOVE, CaseAct.DECIDE)),
	/** A case is closed before its plan is completed. */
	CLOSURE(Duration.ofDays(30), new Parties.OfCase(CaseAct.MOVE, CaseAct.DECIDE)),
	/** A move older than a day is undone. */
	LATE_UNDO(Duration.ofDays(7), new Parties.OfCase(CaseAct.MOVE, CaseAct.DECIDE)),
	/**
	 * A case goes to another team. Owner and supervisor are each other's second person
	 * where either would give it away.
	 */
	HAND_OVER(Duration.ofDays(14), new Parties.OfCase(CaseAct.HAND_OVER, CaseAct.HAND_OVER)),
	/** Somebody of another team gets a part in a case. */
	ASSIGNMENT(Duration.ofDays(14), new Parties.OfCase(CaseAct.ASSIGN, CaseAct.HAND_OVER)),
	/** What is known of a case leaves for another organisation. */
	HANDOFF(Duration.ofDays(7), new Parties.OfCase(CaseAct.HAND_OFF, CaseAct.DECIDE)),
	/** Somebody is invited, or let in again. */
	ADMISSION(Duration.ofDays(7), new Parties.OfOrganisation(Set.of(Role.ADMIN), Set.of(Role.ADMIN, Role.SUPERVISOR))),
	/** Somebody gets other roles. */
	ROLE_CHANGE(Duration.ofDays(7),
			new Parties.OfOrganisation(Set.of(Role.ADMIN), Set.of(Role.ADMIN, Role.SUPERVISOR))),
	/** A list of cases leaves Durumi with names. */
	EXPORT(Duration.ofDays(2), new Parties.OfTeam(Set.of(Role.CASEWORKER, Role.SUPERVISOR), Set.of(Role.SUPERVISOR)));

	private final Duration validity;

	private final Parties parties;

	ApprovalKind(Duration validity, Parties parties) {
		this.validity = validity;
		this.parties = parties;
	}

	/**
	 * The kinds that are about what becomes of a case with us; a handoff is asked for and
	 * answered where what leaves can be seen.
	 */
	public static Set<ApprovalKind> aboutCases() {
		return Collections.unmodifiableSet(Arrays.stream(values())
			.filter((kind) -> kind.parties instanceof Parties.OfCase && kind != HANDOFF)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(ApprovalKind.class))));
	}

	Parties parties() {
		return this.parties;
	}

	/**
	 * Whether agreeing takes a second factor shown within minutes; refusing never does.
	 */
	public boolean isAgreedFresh() {
		return this == HANDOFF || !(this.parties instanceof Parties.OfCase);
	}

	public Duration validity() {
		return this.validity;
	}

}
