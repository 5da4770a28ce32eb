package org.durumi.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.cases.EmergencyAccess.Outcome;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.TextRefused;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditReview;
import org.durumi.review.AuditRow;
import org.durumi.review.Emergencies;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class EmergencyAccessTests extends CaseTest {

	private static final DemoAccount STRANGER = DemoAccount.CASEWORKER_SEOUL;

	private static final String REASON = "She called us: men are at her door.";

	@Autowired
	private EmergencyAccess emergency;

	@Autowired
	private Emergencies emergencies;

	@Autowired
	private AuditReview review;

	@Autowired
	private People people;

	@Autowired
	private CaseNotes notes;

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aCase() {
		this.id = registered();
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_SEOUL", "COORDINATOR", "SUPERVISOR_SEOUL", "SUPERVISOR_YANJI" })
	void whoeverBreaksTheGlassLooksAndChangesNothing(DemoAccount person) {
		Outcome outcome = open(person, number());
		assertThat(outcome).isInstanceOfSatisfying(Outcome.Opened.class, (opened) -> {
			assertThat(opened.caseId()).isEqualTo(this.id);
			assertThat(opened.until()).isCloseTo(Instant.now().plus(Duration.ofMinutes(30)),
					within(Duration.ofMinutes(1)));
		});
		assertThat(as(person, () -> this.pages.open(this.id)).moves()).isEmpty();
		assertThat(as(person, () -> this.people.reveal(this.id, IdentityField.HANGUL))).isEmpty();
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(person, () -> this.notes.add(this.id, Compartment.CORE, "Hello.")));
		assertThat(as(person, () -> this.emergency.until(this.id))).isPresent();
	}

	@Test
	void itIsFoundByCodeNameToo() {
		assertThat(open(STRANGER, facts(this.id).codeName())).isInstanceOf(Outcome.Opened.class);
	}

	@Test
	void withoutAFreshFactorItStaysClosedAndTheAttemptIsLogged() {
		assertThat(as(STRANGER, () -> this.emergency.open(number(), REASON)))
			.isInstanceOf(Outcome.NeedsFreshFactor.class);
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(STRANGER, () -> this.pages.open(this.id)));
		assertThat(newestOf(DemoAccount.SUPERVISOR_SEOUL, STRANGER)).isEqualTo("DENIED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AAAA-AAAA", "no such name", "%", "' or true --" })
	void whatIsNoCaseOfTheirsOpensNothingAndTheAttemptIsLogged(String told) {
		assertThat(open(STRANGER, told)).isInstanceOf(Outcome.NoSuchCase.class);
		assertThat(newestOf(DemoAccount.SUPERVISOR_SEOUL, STRANGER)).isEqualTo("DENIED");
	}

	@ParameterizedTest
	@EnumSource(names = { "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseBreaksTheGlass(DemoAccount person) {
		String number = number();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(person, () -> this.emergency.open(number, REASON)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "\t" })
	void noReasonNoAccess(String reason) {
		String number = number();
		assertThatExceptionOfType(TextRefused.class)
			.isThrownBy(() -> asFresh(STRANGER, () -> this.emergency.open(number, reason)));
		assertThat(as(STRANGER, () -> this.emergency.until(this.id))).isEmpty();
	}

	@Test
	void theOwnerNeedsNoneAndNobodyGetsMoreMinutesWhileHersRun() {
		assertThat(open(OWNER, number())).isEqualTo(new Outcome.AlreadyOpen(this.id));
		assertThat(as(OWNER, () -> this.emergency.until(this.id))).isEmpty();
		open(STRANGER, number());
		assertThat(open(STRANGER, number())).isEqualTo(new Outcome.AlreadyOpen(this.id));
		assertThat(actions(this.id)).filteredOn("GLASS_BROKEN"::equals).hasSize(1);
	}

	@Test
	void whatHasBecomeHersCountsNoMinutes() {
		open(STRANGER, number());
		assertThat(as(STRANGER, () -> this.emergency.until(this.id))).isPresent();
		takePart(this.id, STRANGER.subject());
		assertThat(as(STRANGER, () -> this.emergency.until(this.id))).isEmpty();
	}

	@Test
	void theSupervisorIsToldAtOnceReadsTheReasonAndReviewsIt() {
		int before = waiting(SUPERVISOR);
		int elsewhere = waiting(DemoAccount.SUPERVISOR_SEOUL);
		open(STRANGER, number());
		assertThat(waiting(SUPERVISOR)).isEqualTo(before + 1);
		assertThat(waiting(DemoAccount.SUPERVISOR_SEOUL)).isEqualTo(elsewhere);
		AuditRow row = as(SUPERVISOR,
				() -> this.review.page(
						new AuditFilter(STRANGER.subject(), number(), Set.of("GLASS_BROKEN"), null, null, true), 0, 5))
			.getFirst();
		assertThat(as(SUPERVISOR, () -> this.review.open(row.id())).orElseThrow().detail()).containsEntry("reason",
				REASON);
		as(SUPERVISOR, () -> this.review.signOff(row.id(), "I called her. It was right."));
		assertThat(waiting(SUPERVISOR)).isEqualTo(before);
	}

	@Test
	void onlySupervisorsAreTold() {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(OWNER, () -> this.emergencies.unreviewed()));
	}

	private Outcome open(DemoAccount person, String told) {
		return asFresh(person, () -> this.emergency.open(told, REASON));
	}

	private int waiting(DemoAccount supervisor) {
		return as(supervisor, () -> this.emergencies.unreviewed());
	}

	private String number() {
		return facts(this.id).caseNumber();
	}

	/** The newest entry that the person made, as her supervisor finds it. */
	private String newestOf(DemoAccount supervisor, DemoAccount person) {
		return as(supervisor,
				() -> this.review.page(new AuditFilter(person.subject(), "", Set.of(), null, null, false), 0, 1))
			.getFirst()
			.action();
	}

}
