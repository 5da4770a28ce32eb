package org.durumi.sample;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;

import org.durumi.access.ApprovalKind;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.Stage;
import org.durumi.followup.ClosureChecklist;
import org.durumi.sample.SampleStaff.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes the demo's cases before the first request is served, once: a start that finds
 * enough of them makes none, one that was interrupted goes on with the next case. The
 * same seed on the same day makes the same cases.
 */
@Component
@Profile("demo")
class SampleData implements SmartLifecycle {

	private static final Logger LOGGER = LoggerFactory.getLogger(SampleData.class);

	private static final int STEP = 10;

	private final SampleServices services;

	private final SampleStaff staff;

	private final SamplePartners partners;

	private final SampleReferrals referrals;

	private final SampleSettings settings;

	private final Clock clock;

	private boolean started;

	SampleData(SampleServices services, SampleStaff staff, SamplePartners partners, SampleReferrals referrals,
			SampleSettings settings, Clock clock) {
		this.services = services;
		this.staff = staff;
		this.partners = partners;
		this.referrals = referrals;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public void start() {
		this.started = true;
		this.partners.confirmKey();
		if (this.settings.cases() > 0) {
			load(count(), this.settings.cases());
			this.referrals.handIn();
		}
	}

	@Override
	public void stop() {
		this.started = false;
	}

	@Override
	public boolean isRunning() {
		return this.started;
	}

	/** Before the web server, which starts close to the end. */
	@Override
	public int getPhase() {
		return 0;
	}

	/** Makes the cases from one number up to another. */
	void load(int from, int to) {
		LocalDate today = LocalDate.now(this.clock);
		for (int number = from; number < to; number++) {
			if (number % STEP == 0) {
				LOGGER.info("sample-data {} of {} cases", number, to);
			}
			make(number, today);
		}
		if (from < to) {
			LOGGER.info("sample-data {} of {} cases", to, to);
		}
	}

	private int count() {
		int[] cases = new int[1];
		for (Person owner : new Person[] { Person.CASEWORKER_YANJI, Person.CASEWORKER_SEOUL }) {
			this.staff.as(owner,
					() -> cases[0] += this.services.list()
						.countsByStage(CaseListFilter.of(CaseListFilter.Scope.TEAM))
						.values()
						.stream()
						.mapToInt(Integer::intValue)
						.sum());
		}
		return cases[0];
	}

	private void make(int number, LocalDate today) {
		Random random = new Random(this.settings.seed() * 1_000_003L + number);
		int share = random.nextInt(100);
		if (share < 44) {
			inSouthKorea(random, today);
		}
		else if (share < 89) {
			onTheWay(random, today);
		}
		else {
			setBack(random, today);
		}
	}

	/** Cases that Seoul received at or after arrival. */
	private void inSouthKorea(Random random, LocalDate today) {
		int share = random.nextInt(100);
		// of the stages: 9 arrived, 18 in Hanawon, 55 resettled, 18 closed
		int daysAgo = (share < 9) ? 10 + random.nextInt(50) : (share < 27) ? 60 + random.nextInt(80) : (share < 82)
				? 190 + random.nextInt(1500) : (share < 91) ? 300 + random.nextInt(900) : 2010 + random.nextInt(300);
		InventedCase made = begin(random, Person.CASEWORKER_SEOUL, daysAgo, today).register(Stage.ARRIVED)
			.consentAndAssess()
			.later(3)
			.note();
		if (share < 9) {
			return;
		}
		made.later(20).decision().later(10).move(Stage.HANAWON);
		if (share < 27) {
			made.contact(true);
			return;
		}
		made.later(84).discharge().move(Stage.RESETTLED).contact(true);
		if (share < 82) {
			// most are followed to this month, some have fallen behind
			int behind = (random.nextInt(10) < 7) ? 0 : 20 + random.nextInt(120);
			made.followPlan(today.minusDays(behind));
		}
		else if (share < 91) {
			made.followPlan(today.minusDays(25));
			made.later(3650).later(-(2 + random.nextInt(20)));
			made.close((random.nextInt(3) == 0) ? ClosureChecklist.Reason.MOVED : ClosureChecklist.Reason.DECLINED);
		}
		else {
			made.followPlan(today).move(Stage.CLOSED, "The five years are over; she knows the way back.");
		}
	}

	/** Cases of Yanji between identification and the third country. */
	private void onTheWay(Random random, LocalDate today) {
		int share = random.nextInt(100);
		if (share < 16) {
			// a passage under way, begun within its approval's fortnight
			InventedCase made = sheltered(random, 40 + random.nextInt(40), today);
			passage(made, 3 + random.nextInt(6));
			made.travel(random.nextInt(3));
		}
		else if (share < 26) {
			InventedCase made = sheltered(random, 50 + random.nextInt(60), today);
			passage(made, 9 + random.nextInt(3));
			made.travel(3).later(1).move(Stage.THIRD_COUNTRY);
		}
		else if (share < 38) {
			begin(random, Person.CASEWORKER_YANJI, 20 + random.nextInt(90), today).register(Stage.THIRD_COUNTRY)
				.consentAndAssess()
				.later(5)
				.contact(true)
				.note();
		}
		else if (share < 62) {
			InventedCase made = sheltered(random, 15 + random.nextInt(120), today).note();
			if (random.nextInt(2) == 0) {
				made.task(today);
			}
			if (random.nextInt(4) == 0) {
				made.later(3650).ask(ApprovalKind.PASSAGE, "Her host is frightened; the way is known.");
			}
		}
		else if (share < 84) {
			InventedCase made = assessed(random, 8 + random.nextInt(60), today).later(4).contact(random.nextInt(4) > 0);
			if (random.nextInt(2) == 0) {
				made.task(today);
			}
		}
		else {
			InventedCase made = begin(random, Person.CASEWORKER_YANJI, 1 + random.nextInt(20), today)
				.register(Stage.IDENTIFIED);
			if (random.nextInt(2) == 0) {
				made.contact(true);
			}
			made.task(today);
		}
	}

	/** Arrests, repatriations, second cycles, silence and deaths. */
	private void setBack(Random random, LocalDate today) {
		int share = random.nextInt(100);
		if (share < 22) {
			sheltered(random, 60 + random.nextInt(200), today).later(30).arrest();
		}
		else if (share < 48) {
			sheltered(random, 200 + random.nextInt(500), today).later(30)
				.arrest()
				.later(20)
				.move(Stage.REPATRIATED, "Handed over at the bridge.");
		}
		else if (share < 68) {
			// back, and on the way again
			sheltered(random, 500 + random.nextInt(500), today).later(30)
				.arrest()
				.later(20)
				.move(Stage.REPATRIATED, "Handed over at the bridge.")
				.later(250)
				.move(Stage.IDENTIFIED)
				.later(2)
				.assessRisk()
				.move(Stage.ASSESSED)
				.note();
		}
		else if (share < 92) {
			assessed(random, 100 + random.nextInt(300), today).later(30)
				.contact(false)
				.move(Stage.LOST_CONTACT, "No answer for four weeks.");
		}
		else {
			InventedCase made = assessed(random, 60 + random.nextInt(200), today);
			made.later(3650).later(-(1 + random.nextInt(20)));
			made.died();
		}
	}

	private InventedCase assessed(Random random, int daysAgo, LocalDate today) {
		return begin(random, Person.CASEWORKER_YANJI, daysAgo, today).register(Stage.IDENTIFIED)
			.later(1)
			.consentAndAssess()
			.later(1)
			.move(Stage.ASSESSED)
			.contact(true);
	}

	private InventedCase sheltered(Random random, int daysAgo, LocalDate today) {
		return assessed(random, daysAgo, today).later(3).shelter().move(Stage.SHELTERED);
	}

	/**
	 * The approval is good for a fortnight, so a passage begins no longer ago than that.
	 */
	private void passage(InventedCase made, int daysAgo) {
		made.later(3650).later(-daysAgo).planPassage().move(Stage.IN_PASSAGE);
	}

	private InventedCase begin(Random random, Person owner, int daysAgo, LocalDate today) {
		return new InventedCase(this.services, this.staff, random, owner, today.minusDays(daysAgo), today);
	}

}
