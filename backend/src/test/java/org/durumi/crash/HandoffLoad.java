package org.durumi.crash;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.durumi.DurumiApplication;
import org.durumi.cases.CaseRegistration;
import org.durumi.cases.Intake;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.consent.Consent;
import org.durumi.consent.Consents;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffChoice;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffSaved;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.support.DemoAccount;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

/**
 * A Durumi that seals what it finds agreed to, says {@code settled} when nothing is left,
 * and then has a caseworker hand over and a supervisor agree until it is killed: each
 * word that the service has confirmed is one line, {@code agreed HANDOFF}.
 */
final class HandoffLoad {

	private static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private static final HandoffTemplate TEMPLATE = HandoffTemplate.MEDICAL_REFERRAL;

	private static final int MANY = 10_000;

	private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

	private final ApplicationContext application;

	private HandoffLoad(ApplicationContext application) {
		this.application = application;
	}

	public static void main(String[] arguments) {
		HandoffLoad load = new HandoffLoad(
				new SpringApplicationBuilder(DurumiApplication.class).web(WebApplicationType.NONE)
					.profiles("demo")
					.run(arguments[1]));
		Thread.ofPlatform().uncaughtExceptionHandler(Loads::giveUp).start(load::run);
	}

	private void run() {
		Loads.as(this.application, DemoAccount.CASEWORKER_YANJI, 1, () -> {
			while (isSomethingLeft()) {
				LockSupport.parkNanos(PAUSE_NANOS);
			}
			Loads.acknowledge("settled%n".formatted());
			CaseId caseId = register();
			while (!Thread.currentThread().isInterrupted()) {
				UUID handoff = ask(caseId);
				Loads.as(this.application, DemoAccount.SUPERVISOR_YANJI, 2, () -> agree(handoff));
				Loads.acknowledge("agreed %s%n".formatted(handoff));
			}
			throw new IllegalStateException("nobody interrupts this");
		});
	}

	private boolean isSomethingLeft() {
		return this.application.getBean(HandoffOutbox.class)
			.page(new HandoffOutbox.Filter(Set.of(HandoffState.AWAITING_APPROVAL), null), 0, MANY)
			.stream()
			.anyMatch((entry) -> entry.handoff().times().approved() != null);
	}

	/** A case that may be shared with the clinic. */
	private CaseId register() {
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		UUID search = this.application.getBean(DuplicateSearch.class).search(new DuplicateQuery("아무개", "")).searchId();
		RegistrationOutcome outcome = this.application.getBean(CaseRegistration.class)
			.register(new Registration(search, IdentityDraft.EMPTY, SafeContactDraft.EMPTY,
					new Intake(today, Intake.Source.HOTLINE, "", Intake.VictimStatus.PRESUMED), Stage.IDENTIFIED,
					List.of()));
		CaseId caseId = ((RegistrationOutcome.Registered) outcome).caseId();
		this.application.getBean(Consents.class)
			.record(caseId, new Consent(Consent.Purpose.INFORMATION_SHARING, Consent.Form.ORALLY, Language.KOREAN,
					"2026-1", today, "", null, List.of())
				.to(CLINIC));
		return caseId;
	}

	private UUID ask(CaseId caseId) {
		HandoffComposing composing = this.application.getBean(HandoffComposing.class);
		HandoffSaved saved = composing.save(caseId,
				new HandoffChoice(CLINIC, TEMPLATE, Language.ENGLISH, composing.minimum(TEMPLATE), ""));
		UUID handoff = ((HandoffSaved.Kept) saved).id();
		expect(HandoffComposing.Asked.ASKED, composing.ask(handoff, 0, "She needs it.", null));
		return handoff;
	}

	private void agree(UUID handoff) {
		HandoffApprovals approvals = this.application.getBean(HandoffApprovals.class);
		UUID asked = approvals.waitingForMe(0, MANY)
			.stream()
			.filter((one) -> one.handoff().equals(handoff))
			.findFirst()
			.orElseThrow()
			.approval()
			.id();
		expect(HandoffApprovals.Decided.DONE, approvals.decide(handoff, asked, true, ""));
	}

	private static void expect(Enum<?> wanted, Enum<?> came) {
		if (wanted != came) {
			throw new IllegalStateException("refused: " + came);
		}
	}

}
