package org.durumi.journey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.durumi.cases.CaseRecord;
import org.durumi.cases.RecordRefusal;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * One part of the way, from where she is handed over to where she is handed on; sealed in
 * ROUTE.
 *
 * @param cycle the cycle of the case it belongs to
 * @param number its place in the passage, from 1
 * @param handOverPoint where the leg ends and who waits there, without names
 * @param plannedFor the day it is to begin
 * @param departed absent until it has begun
 * @param checkIns when somebody heard of them on the way, oldest first
 * @param ended absent until it has ended
 */
public record Leg(int cycle, int number, String from, String to, Mode mode, String handOverPoint, LocalDate plannedFor,
		@Nullable Instant departed, List<Instant> checkIns, @Nullable Instant ended,
		Outcome outcome) implements CaseRecord {

	static final RecordKind<Leg> KIND = RecordKind.of("leg", Compartment.ROUTE, Leg.class);

	/** The longest place, in characters. */
	public static final int MAX_PLACE = 200;

	/** More legs are a slip of the keyboard. */
	public static final int MAX_NUMBER = 30;

	public Leg {
		if (number < 1 || number > MAX_NUMBER) {
			throw new IllegalArgumentException("legs are numbered from 1 to " + MAX_NUMBER);
		}
		Objects.requireNonNull(mode);
		Objects.requireNonNull(plannedFor);
		Objects.requireNonNull(outcome);
		from = Text.line(from, MAX_PLACE);
		to = Text.line(to, MAX_PLACE);
		handOverPoint = Text.line(handOverPoint, MAX_PLACE);
		checkIns = List.copyOf(checkIns);
	}

	/** A leg as it is planned. */
	public static Leg planned(int number, String from, String to, Mode mode, String handOverPoint,
			LocalDate plannedFor) {
		return new Leg(1, number, from, to, mode, handOverPoint, plannedFor, null, List.of(), null, Outcome.PLANNED);
	}

	/** This plan, with how far another one has come. */
	public Leg asFarAs(Leg other) {
		return inCycle(other.cycle).with(other.departed, other.checkIns, other.ended, other.outcome);
	}

	Leg inCycle(int cycle) {
		return new Leg(cycle, this.number, this.from, this.to, this.mode, this.handOverPoint, this.plannedFor,
				this.departed, this.checkIns, this.ended, this.outcome);
	}

	boolean isOpen() {
		return this.outcome == Outcome.PLANNED || this.outcome == Outcome.UNDER_WAY;
	}

	Leg departing(Instant at) {
		return with(at, this.checkIns, null, Outcome.UNDER_WAY);
	}

	Leg checkedIn(Instant at) {
		List<Instant> more = new ArrayList<>(this.checkIns);
		more.add(at);
		return with(this.departed, more, null, Outcome.UNDER_WAY);
	}

	Leg ending(Instant at, Outcome how) {
		return with(this.departed, this.checkIns, at, how);
	}

	private Leg with(@Nullable Instant departed, List<Instant> checkIns, @Nullable Instant ended, Outcome outcome) {
		return new Leg(this.cycle, this.number, this.from, this.to, this.mode, this.handOverPoint, this.plannedFor,
				departed, checkIns, ended, outcome);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.empty();
	}

	@Override
	public List<LocalDate> days() {
		return List.of(this.plannedFor);
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		boolean backwards = this.ended != null && this.departed != null && this.ended.isBefore(this.departed);
		return backwards ? Set.of(RecordRefusal.ENDS_BEFORE_IT_BEGINS) : Set.of();
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** How they travel. */
	public enum Mode {

		ON_FOOT, CAR, BUS, TRAIN, BOAT, PLANE, OTHER

	}

	/** How far a leg has come. */
	public enum Outcome {

		/** Not begun. */
		PLANNED,
		/** They are on the way. */
		UNDER_WAY,
		/** Ended at its hand-over point. */
		HANDED_OVER,
		/** Ended somewhere else, or never begun. */
		ABORTED

	}

}
