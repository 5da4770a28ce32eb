package org.durumi.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.exchange.CaseListExport.Asked;
import org.durumi.exchange.CaseListExport.Outcome;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactDraft;
import org.durumi.sample.Clocks;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Names leave Durumi for a purpose, with a second person's word, once. */
class CaseListExportTests extends CaseTest {

	@Autowired
	private CaseListExport export;

	@Autowired
	private DuplicateSearch search;

	private Actor worker = OWNER.in(SessionRef.random(), 1);

	@BeforeEach
	void aCaseworkerWithTwoCases() {
		this.worker = hire(OWNER);
		register("=이하늘");
		register("박 \"별\", 둘째");
	}

	@Test
	void theNamesOfHerCasesLeaveOnceAndTheLogSaysSo() {
		UUID id = agreed();

		String sheet = new String(ready(id), StandardCharsets.UTF_8);
		assertThat(sheet).startsWith("\uFEFFcase_number,code_name,stage,");
		assertThat(sheet.lines()).hasSize(3);
		assertThat(sheet).contains(",'=이하늘,").contains(",\"박 \"\"별\"\", 둘째\",");

		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		assertThat(events("EXPORTED")).as("one of the list, one a case").isEqualTo(3);
		assertThat(events("FIELD_REVEALED")).as("not one a name").isZero();
	}

	@Test
	void aCaseThatIsNotHersIsNotInTheList() {
		registered();
		assertThat(new String(ready(agreed()), StandardCharsets.UTF_8).lines()).hasSize(3);
	}

	@Test
	void nothingLeavesWithoutAWordAFreshFactorOrInTime() {
		UUID id = asked();
		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		as(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."));
		assertThat(as(this.worker, () -> this.export.download(id))).isEqualTo(new Outcome.NeedsFreshFactor());
		assertThat(Clocks.after(Duration.ofDays(3), () -> download(id))).isEqualTo(new Outcome.NotAgreed());
		assertThat(events("EXPORTED")).isZero();

		assertThat(asFresh(hire(OWNER), () -> this.export.download(id))).as("what another asked for")
			.isEqualTo(new Outcome.NotAgreed());
		assertThat(download(id)).isInstanceOf(Outcome.Ready.class);
	}

	@Test
	void theSupervisorReadsThePurposeAndSaysNo() {
		UUID id = asked();
		ExportRequest waiting = as(SUPERVISOR, () -> find(this.export.waitingForMe(500), id));
		assertThat(waiting.purpose()).isEqualTo("The clinic asks for them.");
		assertThat(waiting.cases()).isEqualTo(2);
		assertThat(waiting.toString()).doesNotContain("clinic");
		assertThat(as(SUPERVISOR, () -> this.export.decide(id, false, "Not all of them."))).isTrue();
		assertThat(as(SUPERVISOR, () -> this.export.decide(id, true, "After all."))).isFalse();
		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		assertThat(as(this.worker, () -> find(this.export.askedByMe(500), id)).comment()).isEqualTo("Not all of them.");
	}

	@Test
	void nobodyAgreesToHerOwnListNorAnotherTeamsSupervisor() {
		Actor leads = hire(SUPERVISOR);
		takePart(registered(), leads.id());
		assertThat(as(leads, () -> this.export.ask("For the board."))).isEqualTo(Asked.ASKED);
		UUID id = as(leads, () -> this.export.askedByMe(10)).getFirst().approval().id();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(leads, () -> this.export.decide(id, true, "Of course.")));
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.export.decide(id, true, "Of course."))).isFalse();
		assertThat(as(leads, () -> find(this.export.askedByMe(10), id)).approval().state())
			.isEqualTo(Approval.State.PENDING);
		assertThat(as(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."))).isTrue();
	}

	@Test
	void itIsAskedOnceAtATimeAndForSomething() {
		assertThat(as(hire(OWNER), () -> this.export.ask("For nothing."))).isEqualTo(Asked.NOTHING_TO_EXPORT);
		UUID id = asked();
		assertThat(as(this.worker, () -> this.export.ask("Again."))).isEqualTo(Asked.ALREADY_ASKED);
		assertThat(as(this.worker, () -> this.export.withdraw(id))).isTrue();
		assertThat(as(this.worker, () -> this.export.ask("Again."))).isEqualTo(Asked.ASKED);
	}

	@ParameterizedTest
	@EnumSource(names = { "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseExports(DemoAccount account) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(account, () -> this.export.ask("Because.")));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(account, () -> this.export.download(UUID.randomUUID())));
	}

	private UUID asked() {
		assertThat(as(this.worker, () -> this.export.ask("The clinic asks for them."))).isEqualTo(Asked.ASKED);
		return as(this.worker, () -> this.export.askedByMe(10)).getFirst().approval().id();
	}

	private UUID agreed() {
		UUID id = asked();
		assertThat(as(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."))).isTrue();
		return id;
	}

	private Outcome download(UUID id) {
		return asFresh(this.worker, () -> this.export.download(id));
	}

	private byte[] ready(UUID id) {
		return ((Outcome.Ready) download(id)).csv();
	}

	private void register(String name) {
		RegistrationOutcome outcome = as(this.worker, () -> {
			UUID searched = this.search.search(new DuplicateQuery("아무개", "")).searchId();
			return this.registration
				.register(new Registration(searched, IdentityDraft.of(Map.of(IdentityField.HANGUL, name)),
						SafeContactDraft.EMPTY, intake(), Stage.IDENTIFIED, List.of()));
		});
		assertThat(outcome).isInstanceOf(RegistrationOutcome.Registered.class);
	}

	private long events(String action) {
		return as(this.worker,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where action = ? and actor_id = ?")
							.params(action, this.worker.id())
							.query(Long.class)
							.single()));
	}

	private static ExportRequest find(List<ExportRequest> requests, UUID id) {
		return requests.stream().filter((one) -> one.approval().id().equals(id)).findFirst().orElseThrow();
	}

}
