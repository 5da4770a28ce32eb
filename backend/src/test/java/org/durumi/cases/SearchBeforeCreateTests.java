package org.durumi.cases;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.people.DuplicateMatch;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
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

class SearchBeforeCreateTests extends CaseTest {

	private static final IdentityDraft SHE = new IdentityDraft("방초롱", "Pang Cho Rong", "", "庞小荷", "Pang Xiaohe", "초롱이",
			null, null, null, Set.of());

	@Autowired
	private DuplicateSearch search;

	private Actor caseworker = OWNER.in(org.durumi.actor.SessionRef.random(), 1);

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aCaseworkerWithOneCase() {
		this.caseworker = hire(OWNER);
		this.id = as(this.caseworker, () -> {
			UUID first = this.search.search(new DuplicateQuery("방초롱", "")).searchId();
			RegistrationOutcome outcome = this.registration
				.register(new Registration(first, SHE, new SafeContactDraft("+86 138 5552 3344", null, "", "", ""),
						intake(), Stage.IDENTIFIED, List.of()));
			assertThat(outcome).isInstanceOf(RegistrationOutcome.Registered.class);
			return ((RegistrationOutcome.Registered) outcome).caseId();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "방초롱", " 방초롱 ", "Pang Cho Rong", "PANG CHORONG", "Bang Chorong", "庞小荷", "龐小荷",
			"Pang Xiaohe", "Páng Xiǎohé", "초롱이" })
	void findsHerByNameInAnyScript(String name) {
		assertThat(found(this.caseworker, name, "")).containsExactly(this.id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "+86 138 5552 3344", "13855523344", "0086-138-5552-3344", "138.5552.3344",
			"(138) 5552 3344", "１３８５５５２３３４４" })
	void findsHerByPhoneHoweverItIsWritten(String phone) {
		assertThat(found(this.caseworker, "", phone)).containsExactly(this.id);
	}

	@Test
	void findsNobodyElse() {
		assertThat(found(this.caseworker, "한여울", "")).isEmpty();
		assertThat(found(this.caseworker, "Kim", "")).isEmpty();
		assertThat(found(this.caseworker, "", "13855523345")).isEmpty();
	}

	@Test
	void findsHerForAnAssignedColleagueAndForNobodyWhoMayNotSeeWhoSheIs() {
		Actor teamMate = hire(OWNER);
		assertThat(found(teamMate, "방초롱", "")).isEmpty();
		as(SUPERVISOR, () -> this.assignments.assign(this.id, teamMate.id()));
		assertThat(found(teamMate, "방초롱", "")).containsExactly(this.id);
		assertThat(found(hire(DemoAccount.CASEWORKER_SEOUL), "방초롱", "13855523344")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "SUPERVISOR_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void isForCaseworkersOnly(DemoAccount other) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.search.search(new DuplicateQuery("방초롱", ""))));
	}

	private List<CaseId> found(Actor searcher, String name, String phone) {
		return as(searcher, () -> this.search.search(new DuplicateQuery(name, phone))).matches()
			.stream()
			.map(DuplicateMatch::caseId)
			.toList();
	}

}
