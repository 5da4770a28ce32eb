package org.durumi.cases;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.access.Relation;
import org.durumi.access.StaffMember;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.cases.Deputies.Arranged;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeputiesTests extends CaseTest {

	private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

	private static final LocalDate NOW = LocalDate.now(SEOUL);

	private static final Actor NOBODY = OWNER.in(SessionRef.random(), 1);

	@Autowired
	private Deputies deputies;

	@Autowired
	private People people;

	private Actor absent = NOBODY;

	private Actor deputy = NOBODY;

	@BeforeEach
	void twoColleagues() {
		this.absent = hire(OWNER);
		this.deputy = hire(OWNER);
	}

	@Test
	void aDeputyWorksOnTheCaseUntilItEndsAndThenSeesNothingOfHerAnyMore() {
		CaseId id = registered(this.absent);
		assertThat(as(SUPERVISOR, () -> arrange(NOW, NOW.plusDays(6)))).isEqualTo(Arranged.DONE);
		as(this.deputy, () -> this.people.reveal(id, IdentityField.HANGUL));
		int version = as(this.deputy, () -> this.pages.open(id)).facts().version();
		assertThat(as(this.deputy,
				() -> this.stages.move(new Move(id, Stage.LOST_CONTACT, TODAY, "Her phone is off.", version))))
			.isInstanceOf(MoveOutcome.Moved.class);

		Deputyship arranged = as(this.deputy, this.deputies::actingFor).getFirst();
		assertThat(arranged.absent()).isEqualTo(this.absent.id());
		assertThat(LocalDate.ofInstant(arranged.last(), SEOUL)).isEqualTo(NOW.plusDays(6));
		as(SUPERVISOR, () -> this.deputies.end(arranged));

		assertThat(as(this.deputy, this.deputies::actingFor)).isEmpty();
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(this.deputy, () -> this.people.reveal(id, IdentityField.HANGUL)));
		assertThat(actions(id)).endsWith("DENIED");
		assertThat(events(this.absent.id())).contains("DEPUTY_ARRANGED", "DEPUTY_ENDED");
	}

	@Test
	void sheFindsTheCasesOfTheAbsentOneByThemselves() {
		CaseId id = registered(this.absent);
		CaseId own = registered(this.deputy);
		as(this.absent, () -> arrange(NOW, NOW));
		assertThat(listed(CaseListFilter.Scope.DEPUTISED)).containsExactly(id);
		assertThat(listed(CaseListFilter.Scope.MINE)).containsExactly(own);
		assertThat(as(this.deputy, () -> this.pages.open(id)).relations()).contains(Relation.DEPUTY);
	}

	@Test
	void lifeBeingInDangerSheStartsAPassageAloneAsTheOwnerWould() {
		CaseId id = at(Stage.ASSESSED);
		as(SUPERVISOR, () -> this.assignments.handOver(id, this.absent.id()));
		as(SUPERVISOR, () -> arrange(NOW, NOW));
		int version = as(this.deputy, () -> this.pages.open(id)).facts().version();
		assertThat(as(this.deputy,
				() -> this.stages.startPassageInEmergency(id, TODAY, "They are in the next house.", version)))
			.isInstanceOf(MoveOutcome.Moved.class);
		assertThat(as(this.deputy, () -> this.approvals.openOfMine(id))).as("the countersign is owed").hasSize(1);
	}

	@Test
	void fromALaterDayItOpensNothingYet() {
		CaseId id = registered(this.absent);
		assertThat(as(this.absent, () -> arrange(NOW.plusDays(1), NOW.plusDays(2)))).isEqualTo(Arranged.DONE);
		assertThat(as(this.deputy, this.deputies::arranged)).hasSize(1);
		assertThat(as(this.deputy, this.deputies::actingFor)).isEmpty();
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(this.deputy, () -> this.people.reveal(id, IdentityField.HANGUL)));
	}

	@Test
	void itCanBeCalledOffBeforeItBegins() {
		as(this.absent, () -> arrange(NOW.plusDays(1), NOW.plusDays(2)));
		as(this.absent, () -> {
			this.deputies.end(this.deputies.arranged().getFirst());
			return true;
		});
		assertThat(as(this.absent, this.deputies::arranged)).isEmpty();
		assertThat(as(this.absent, () -> arrange(NOW, NOW.plusDays(2)))).isEqualTo(Arranged.DONE);
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0", "2, 1", "0, 90", "10, 100" })
	void aTimeThatIsPastOrBackwardsOrTooLongIsNone(int first, int last) {
		assertThat(as(this.absent, () -> arrange(NOW.plusDays(first), NOW.plusDays(last))))
			.isEqualTo(Arranged.NO_SUCH_TIME);
		assertThat(as(this.absent, () -> arrange(NOW, NOW.plusDays(89)))).isEqualTo(Arranged.DONE);
	}

	@Test
	void oneAtATime() {
		as(this.absent, () -> arrange(NOW.plusDays(3), NOW.plusDays(5)));
		assertThat(as(SUPERVISOR, () -> arrange(NOW, NOW.plusDays(3)))).isEqualTo(Arranged.ALREADY_ARRANGED);
		assertThat(as(SUPERVISOR, () -> arrange(NOW, NOW.plusDays(2)))).isEqualTo(Arranged.DONE);
	}

	@Test
	void onlyAColleagueOfTheTeamAndNeverOneself() {
		UUID left = hire(OWNER).id();
		dismiss(left);
		for (UUID person : List.of(this.absent.id(), left, DemoAccount.CASEWORKER_SEOUL.subject(),
				SUPERVISOR.subject())) {
			assertThat(
					as(this.absent, () -> this.deputies.arrange(this.absent.id(), person, NOW, NOW.plusDays(1), SEOUL)))
				.isEqualTo(Arranged.NO_SUCH_COLLEAGUE);
		}
		assertThat(as(this.absent, () -> this.deputies.possible(this.absent.id()))).extracting(StaffMember::subject)
			.contains(this.deputy.id(), OWNER.subject())
			.doesNotContain(this.absent.id(), left, DemoAccount.CASEWORKER_SEOUL.subject());
	}

	@Test
	void aColleagueDoesNotArrangeItForAnotherNorEndIt() {
		as(this.absent, () -> arrange(NOW, NOW.plusDays(1)));
		Deputyship arranged = as(this.deputy, this.deputies::arranged).getFirst();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(this.deputy, () -> arrange(NOW, NOW)));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(DemoAccount.SUPERVISOR_SEOUL, () -> arrange(NOW, NOW)));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> as(this.deputy, () -> {
			this.deputies.end(arranged);
			return true;
		}));
		assertThat(events(this.absent.id())).filteredOn("DENIED"::equals).hasSize(3);
		assertThat(as(this.absent, this.deputies::arranged)).containsExactly(arranged);
	}

	@ParameterizedTest
	@EnumSource(names = { "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void noOtherRoleMayAsk(DemoAccount person) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(person, () -> this.deputies.arranged()));
	}

	private Arranged arrange(LocalDate first, LocalDate last) {
		return this.deputies.arrange(this.absent.id(), this.deputy.id(), first, last, SEOUL);
	}

	private List<CaseId> listed(CaseListFilter.Scope scope) {
		return as(this.deputy, () -> this.list.page(CaseListFilter.of(scope), CaseList.Order.NEWEST, 0, 100).stream())
			.map(CaseListRow::id)
			.toList();
	}

	/** What her supervisor reads in the log about a person. */
	private List<String> events(UUID subject) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc
			.sql("select action from audit.event where subject_id = ? and subject_type = 'STAFF' order by event_id")
			.param(subject)
			.query(String.class)
			.list()));
	}

}
