package org.durumi.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.ApprovalKind;
import org.durumi.care.ImmediateNeeds;
import org.durumi.care.RiskAssessment;
import org.durumi.care.SafetyPlan;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.EarlierCycle;
import org.durumi.cases.Intake;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.RiskLevel;
import org.durumi.cases.Stage;
import org.durumi.cases.StageApprovals;
import org.durumi.consent.Consent;
import org.durumi.consent.ConsentOutcome;
import org.durumi.followup.ClosureChecklist;
import org.durumi.followup.Contact;
import org.durumi.followup.PlanTask;
import org.durumi.followup.TaskEntry;
import org.durumi.followup.TaskOutcome;
import org.durumi.harm.Detention;
import org.durumi.journey.Discharge;
import org.durumi.journey.ExitClearance;
import org.durumi.journey.Leg;
import org.durumi.journey.PassagePlan;
import org.durumi.journey.ProtectionDecision;
import org.durumi.journey.ShelterPlace;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.sample.SampleStaff.Person;
import org.jspecify.annotations.Nullable;

/**
 * One invented case on its way, a day at a time. Each step is done by the person whose
 * step it is, and a step that a service refuses is a fault of the sample.
 */
final class InventedCase {

	private final SampleServices services;

	private final SampleStaff staff;

	private final Random random;

	private final Person owner;

	private final Person supervisor;

	private final LocalDate today;

	private LocalDate day;

	private int minute;

	private @Nullable CaseId id;

	InventedCase(SampleServices services, SampleStaff staff, Random random, Person owner, LocalDate begins,
			LocalDate today) {
		this.services = services;
		this.staff = staff;
		this.random = random;
		this.owner = owner;
		this.supervisor = (owner == Person.CASEWORKER_YANJI) ? Person.SUPERVISOR_YANJI : Person.SUPERVISOR_SEOUL;
		this.today = today;
		this.day = begins;
	}

	CaseId id() {
		if (this.id == null) {
			throw new IllegalStateException("not registered yet");
		}
		return this.id;
	}

	/** Lets days go by, never beyond yesterday. */
	InventedCase later(int days) {
		LocalDate then = this.day.plusDays(days);
		this.day = then.isBefore(this.today) ? then : this.today.minusDays(1);
		return this;
	}

	InventedCase register(Stage stage) {
		InventedPerson person = new InventedPerson(this.random);
		IdentityDraft identity = person.identity(this.day);
		Intake intake = new Intake(this.day,
				(stage == Stage.IDENTIFIED) ? pick(List.of(Intake.Source.values())) : Intake.Source.OTHER_ORGANISATION,
				"", pick(List.of(Intake.VictimStatus.PRESUMED, Intake.VictimStatus.IDENTIFIED,
						Intake.VictimStatus.NOT_YET_KNOWN)));
		as(this.owner, () -> {
			UUID search = this.services.duplicates().search(new DuplicateQuery(identity.hangul(), "")).searchId();
			RegistrationOutcome outcome = this.services.registration()
				.register(new Registration(search, identity, person.safeContact(), intake, stage,
						earlierCycles(identity)));
			if (!(outcome instanceof RegistrationOutcome.Registered registered)) {
				throw new IllegalStateException("the sample is refused: " + outcome);
			}
			this.id = registered.caseId();
			person.sale(identity.sex()).ifPresent(this::note);
		});
		return this;
	}

	InventedCase consentAndAssess() {
		boolean basis = this.random.nextInt(12) == 0;
		as(this.owner, () -> {
			ConsentOutcome outcome = this.services.consents()
				.record(id(),
						new Consent(Consent.Purpose.SERVICES,
								basis ? Consent.Form.VITAL_INTERESTS : Consent.Form.ORALLY,
								basis ? null : Language.KOREAN, basis ? "" : "2026-1", this.day,
								basis ? "She could not be asked: she did not come to herself." : ""));
			if (outcome instanceof ConsentOutcome.Refused) {
				throw new IllegalStateException("the sample is refused: " + outcome);
			}
		});
		assessRisk();
		keep(this.owner,
				() -> this.services.needs()
					.add(id(),
							new ImmediateNeeds(this.day,
									Set.of(pick(List.of(ImmediateNeeds.Need.MEDICAL, ImmediateNeeds.Need.SHELTER,
											ImmediateNeeds.Need.SAFETY)), ImmediateNeeds.Need.FOOD),
									this.random.nextBoolean(), "")));
		return this;
	}

	InventedCase assessRisk() {
		Set<RiskAssessment.Factor> factors = EnumSet.noneOf(RiskAssessment.Factor.class);
		for (RiskAssessment.Factor factor : RiskAssessment.Factor.values()) {
			if (this.random.nextInt(100) < 22) {
				factors.add(factor);
			}
		}
		RiskLevel level = RiskAssessment.leastFor(factors);
		keep(this.owner,
				() -> this.services.risks()
					.add(id(), new RiskAssessment(this.day, level, factors,
							factors.isEmpty() ? "" : "As she told it, and as her host confirmed.")));
		return this;
	}

	InventedCase shelter() {
		keep(this.owner, () -> this.services.shelters()
			.add(id(), new ShelterPlace(ShelterPlace.Kind.SHELTER, pick(List.of("Jilin", "Liaoning", "Heilongjiang")),
					"House " + (1 + this.random.nextInt(7)), this.day, null)));
		return this;
	}

	/**
	 * Plans three legs and asks the supervisor, who gives the passage to the coordinator.
	 */
	InventedCase planPassage() {
		PassagePlan.Destination destination = pick(List.of(PassagePlan.Destination.THAILAND,
				PassagePlan.Destination.LAOS, PassagePlan.Destination.MONGOLIA));
		assessRisk();
		keep(this.owner,
				() -> this.services.safetyPlans()
					.add(id(), new SafetyPlan(this.day, "Strangers ask for her by name.", "The second house.",
							"Leave by the yard, call the number she knows.", "")));
		keep(this.owner, () -> this.services.plans()
			.add(id(), new PassagePlan(destination, this.day.plusDays(2), 1 + this.random.nextInt(4), "", "", "", "")));
		List<String> places = List.of("Yanji", "Shenyang", "Kunming", "the river");
		for (int number = 1; number < places.size(); number++) {
			Leg leg = Leg.planned(number, places.get(number - 1), places.get(number),
					pick(List.of(Leg.Mode.CAR, Leg.Mode.BUS, Leg.Mode.TRAIN)), "Station, by the clock",
					this.day.plusDays(1L + number));
			keep(this.owner, () -> this.services.legs().add(id(), leg));
		}
		approve(ApprovalKind.PASSAGE, "Her place is no longer safe; the way is planned and open.",
				Person.COORDINATOR.subject());
		return this;
	}

	InventedCase travel(int legs) {
		for (int number = 1; number <= legs; number++) {
			later(1);
			int wanted = number;
			as(Person.COORDINATOR, () -> {
				BookEntry<Leg> leg = leg(wanted);
				kept(this.services.legs().depart(id(), leg));
				kept(this.services.legs().checkIn(id(), leg(wanted)));
				kept(this.services.legs().handOver(id(), leg(wanted)));
			});
		}
		return this;
	}

	InventedCase exitClearance() {
		keep(this.owner, () -> this.services.exits()
			.add(id(), new ExitClearance(PassagePlan.Destination.THAILAND, "Immigration Bureau", this.day, "")));
		return this;
	}

	InventedCase decision() {
		keep(this.owner,
				() -> this.services.decisions()
					.add(id(), new ProtectionDecision(ProtectionDecision.KOREA, ProtectionDecision.Outcome.GRANTED,
							"Ministry of Unification", this.day, "")));
		return this;
	}

	InventedCase discharge() {
		keep(this.owner,
				() -> this.services.discharges()
					.add(id(),
							new Discharge(this.day, 12, pick(List.of("Seoul", "Incheon", "Cheongju", "Busan")) + ", "
									+ (100 + this.random.nextInt(800)) + "-dong " + (100 + this.random.nextInt(900)),
									this.day)));
		return this;
	}

	/**
	 * Does what the five-year plan asks, up to some days ago, and speaks with her each
	 * time.
	 */
	InventedCase followPlan(LocalDate until) {
		List<TaskEntry> due = new ArrayList<>();
		as(this.owner, () -> due.addAll(this.services.tasks().open(id())));
		due.stream().filter((task) -> task.doneOn() == null && task.dueOn().isBefore(until)).forEach((task) -> {
			this.day = task.dueOn().isAfter(this.day) ? task.dueOn() : this.day;
			as(this.owner, () -> this.services.tasks().done(id(), task, this.day, "Done as planned."));
			if (task.task().kind() == PlanTask.Kind.CONTACT) {
				contact(true);
			}
		});
		return this;
	}

	InventedCase contact(boolean reached) {
		Contact contact = new Contact(this.day, pick(List.of(Contact.Mode.values())), reached,
				(this.random.nextInt(5) == 0) ? Set.of(pick(List.of(Contact.Hardship.values()))) : Set.of(),
				reached ? pick(List.of("She is well and asks about language classes.", "건강하고 일자리를 찾고 있다.",
						"She sleeps badly; a visit is planned.", "아이의 학교 입학을 의논했다.")) : "No answer.");
		keep(this.owner, () -> this.services.contacts().add(id(), Compartment.HARM, contact));
		return this;
	}

	/** What her caseworker means to do next, around today. */
	InventedCase task(LocalDate today) {
		LocalDate due = today.plusDays(this.random.nextInt(14) - 4);
		String title = pick(List.of("Call at the safe time", "쉼터에 겨울옷 전하기", "Ask the clinic for an appointment",
				"안전 계획 다시 살펴보기", "Write down whom she wants told"));
		as(this.owner, () -> {
			TaskOutcome outcome = this.services.tasks().add(id(), title, due.isBefore(this.day) ? this.day : due);
			if (!(outcome instanceof TaskOutcome.Kept)) {
				throw new IllegalStateException("the sample is refused: " + outcome);
			}
		});
		return this;
	}

	InventedCase note() {
		as(this.owner,
				() -> note(pick(List.of("She was kept in a locked room and does not sleep in one.",
						"She wishes to study nursing.", "그는 어머니에게 연락하고 싶어 한다.",
						"She asked not to be called by her Chinese name."))));
		return this;
	}

	private void note(String text) {
		this.services.notes().add(id(), Compartment.HARM, text);
	}

	InventedCase arrest() {
		as(this.owner, () -> this.services.detentions()
			.arrest(id(),
					new Detention(
							pick(List.of(Detention.Authority.POLICE_CHINA, Detention.Authority.BORDER_GUARD_CHINA)), "",
							this.day, "", null),
					"A neighbour saw it.", version()));
		return this;
	}

	InventedCase close(ClosureChecklist.Reason reason) {
		keep(this.owner,
				() -> this.services.closures().add(id(), new ClosureChecklist(reason, this.day, true, true, true, "")));
		approve(ApprovalKind.CLOSURE, "The checklist is complete.", null);
		return move(Stage.CLOSED, "As the checklist says.");
	}

	InventedCase died() {
		approve(ApprovalKind.DEATH, "Her family confirmed it.", null);
		return move(Stage.DECEASED, "Her family confirmed it.");
	}

	InventedCase move(Stage to) {
		return move(to, "");
	}

	InventedCase move(Stage to, String reason) {
		as(this.owner, () -> {
			MoveOutcome outcome = this.services.stages().move(new Move(id(), to, this.day, reason, version()));
			if (!(outcome instanceof MoveOutcome.Moved)) {
				throw new IllegalStateException("the sample is refused: " + outcome);
			}
		});
		return this;
	}

	private void approve(ApprovalKind kind, String reason, @Nullable UUID coordinator) {
		as(this.owner, () -> this.services.approvals().ask(kind, id(), new StageApprovals.Request(reason, null)));
		as(this.supervisor, () -> this.services.approvals()
			.ofCase(id())
			.stream()
			.filter((request) -> request.kind() == kind && request.isOpenAt(moment()))
			.forEach((request) -> this.services.approvals().decide(request.id(), true, "Agreed.", coordinator)));
	}

	/** Leaves a request that nobody has answered yet. */
	InventedCase ask(ApprovalKind kind, String reason) {
		as(this.owner, () -> this.services.approvals().ask(kind, id(), new StageApprovals.Request(reason, null)));
		return this;
	}

	private BookEntry<Leg> leg(int number) {
		return this.services.legs()
			.open(id())
			.stream()
			.filter((leg) -> leg.content().number() == number && leg.content().outcome() != Leg.Outcome.ABORTED)
			.findFirst()
			.orElseThrow();
	}

	private int version() {
		return this.services.pages().open(id()).facts().version();
	}

	private List<EarlierCycle> earlierCycles(IdentityDraft identity) {
		List<EarlierCycle> cycles = new ArrayList<>();
		int count = switch (this.random.nextInt(10)) {
			case 0 -> 2;
			case 1, 2, 3 -> 1;
			default -> 0;
		};
		for (int i = 0; i < count; i++) {
			cycles.add(new EarlierCycle(this.day.getYear() - 2 - this.random.nextInt(8),
					pick(List.of(EarlierCycle.Ending.values()))));
		}
		// a child has few years behind her
		identity.earliestPossibleDay()
			.ifPresent((birth) -> cycles
				.removeIf((cycle) -> cycle.crossedInYear() != null && cycle.crossedInYear() < birth.getYear()));
		return cycles;
	}

	private void keep(Person person, java.util.function.Supplier<? extends BookOutcome<?>> act) {
		as(person, () -> kept(act.get()));
	}

	private static void kept(BookOutcome<?> outcome) {
		if (outcome instanceof BookOutcome.Refused<?> refused) {
			throw new IllegalStateException("the sample is refused: " + refused.reasons());
		}
	}

	private void as(Person person, Runnable work) {
		this.minute += 7;
		PastClock.at(moment(), () -> this.staff.as(person, work));
	}

	/** Office hours in Yanji and Seoul. */
	private Instant moment() {
		return this.day.atTime(1, 0).plusMinutes(this.minute % 480).toInstant(ZoneOffset.UTC);
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
