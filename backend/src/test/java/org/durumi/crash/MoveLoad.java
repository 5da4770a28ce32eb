package org.durumi.crash;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.durumi.DurumiApplication;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.CaseStages;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Stage;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

/**
 * A Durumi that moves its sample cases as fast as it can, several people at a time, until
 * it is killed. Each move that the service has confirmed is acknowledged by one line:
 * {@code moved CASE VERSION STAGE}.
 */
final class MoveLoad {

	/** People who work at once; each may have one move on its way when the end comes. */
	static final int WORKERS = 4;

	private final CaseStages stages;

	private final List<Place> places;

	private final Random random;

	private MoveLoad(CaseStages stages, List<Place> places, Random random) {
		this.stages = stages;
		this.places = places;
		this.random = random;
	}

	public static void main(String[] arguments) {
		long seed = Long.parseLong(arguments[0]);
		ApplicationContext application = new SpringApplicationBuilder(DurumiApplication.class)
			.web(WebApplicationType.NONE)
			.profiles("demo")
			.run(arguments[1]);
		for (int worker = 0; worker < WORKERS; worker++) {
			int half = worker / 2;
			DemoAccount account = (worker % 2 == 0) ? DemoAccount.CASEWORKER_YANJI : DemoAccount.CASEWORKER_SEOUL;
			Random random = new Random(seed + worker);
			Thread.ofPlatform()
				.uncaughtExceptionHandler(Loads::giveUp)
				.start(() -> Loads.as(application, account, 1, () -> of(application, half, random).work()));
		}
	}

	/** The open cases of whoever acts; two who share an account take every other one. */
	private static MoveLoad of(ApplicationContext application, int half, Random random) {
		List<CaseListRow> rows = application.getBean(CaseList.class)
			.page(CaseListFilter.of(CaseListFilter.Scope.MINE), CaseList.Order.NEWEST, 0, 1000);
		List<Place> places = new ArrayList<>();
		for (int number = half; number < rows.size(); number += 2) {
			if (rows.get(number).stage().isOpen()) {
				places.add(new Place(rows.get(number)));
			}
		}
		return new MoveLoad(application.getBean(CaseStages.class), places, random);
	}

	private void work() {
		while (!Thread.currentThread().isInterrupted()) {
			Place place = this.places.get(this.random.nextInt(this.places.size()));
			MoveOutcome outcome = step(place);
			if (!(outcome instanceof MoveOutcome.Moved moved)) {
				throw new IllegalStateException("refused: " + outcome);
			}
			place.arriveAt(moved);
			Loads.acknowledge("moved %s %d %s%n".formatted(place.seen.id().value(), moved.version(), moved.to()));
		}
		throw new IllegalStateException("nobody interrupts this");
	}

	/** Loses her, and finds her again or takes that back. */
	private MoveOutcome step(Place place) {
		Stage before = place.before;
		if (before == null) {
			return move(place, Stage.LOST_CONTACT);
		}
		return (place.lostByUs && this.random.nextBoolean())
				? this.stages.undo(place.seen.id(), "She answered after all.", place.version) : move(place, before);
	}

	private MoveOutcome move(Place place, Stage to) {
		return this.stages.move(new Move(place.seen.id(), to, LocalDate.now(ZoneOffset.UTC), "No answer, and then one.",
				place.version));
	}

	/** Where a case stands, as this process was told. */
	private static final class Place {

		private final CaseListRow seen;

		private int version;

		private @Nullable Stage before;

		private boolean lostByUs;

		private Place(CaseListRow seen) {
			this.seen = seen;
			this.version = seen.version();
			this.before = (seen.stage() == Stage.LOST_CONTACT) ? seen.stageBefore() : null;
		}

		private void arriveAt(MoveOutcome.Moved moved) {
			this.version = moved.version();
			this.lostByUs = moved.to() == Stage.LOST_CONTACT;
			this.before = this.lostByUs ? moved.from() : null;
		}

	}

}
