package org.durumi.people;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.keys.SealedLog;
import org.durumi.reference.CaseId;
import org.durumi.reference.TextRefused;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.durumi.support.DemoAccount.CASEWORKER_SEOUL;
import static org.durumi.support.DemoAccount.CASEWORKER_YANJI;
import static org.durumi.support.DemoAccount.SUPERVISOR_SEOUL;

class DuplicateSearchTests extends PeopleTest {

	@Autowired
	private DuplicateSearch search;

	@Autowired
	private SealedLog log;

	@Test
	void findsAcrossScriptsAndSaysInWhichFields() {
		CaseId id = open(CASEWORKER_YANJI, named("차별님", "Cha Pyol Nim", "车星"), SafeContactDraft.EMPTY);
		for (String name : new String[] { "차별님", "Cha Byeol-nim", "cha pyol nim" }) {
			assertThat(find(CASEWORKER_YANJI, name, "")).as(name).singleElement().satisfies((match) -> {
				assertThat(match.caseId()).isEqualTo(id);
				assertThat(match.strength()).isEqualTo(Strength.SAME);
				assertThat(match.fields()).isEqualTo(Set.of(IdentityField.HANGUL, IdentityField.DPRK_ROMANISED));
			});
		}
		assertThat(find(CASEWORKER_YANJI, "Chē Xīng", "")).singleElement()
			.satisfies((match) -> assertThat(match.fields()).isEqualTo(Set.of(IdentityField.CHINESE_NAME)));
	}

	@Test
	void findsByPhoneAlone() {
		CaseId id = open(CASEWORKER_YANJI, IdentityDraft.EMPTY,
				new SafeContactDraft("+86 139 5551 7788", null, "", "", ""));
		assertThat(find(CASEWORKER_YANJI, "", "13955517788")).singleElement().satisfies((match) -> {
			assertThat(match.caseId()).isEqualTo(id);
			assertThat(match.fields()).isEqualTo(Set.of(SafeContactField.PHONE));
		});
	}

	@Test
	void findsNothingAmongOtherPeoplesCases() {
		open(CASEWORKER_YANJI, named("탁노을", "Thak No Ul", ""), SafeContactDraft.EMPTY);
		assertThat(find(CASEWORKER_YANJI, "탁노을", "")).hasSize(1);
		assertThat(find(CASEWORKER_SEOUL, "탁노을", "")).isEmpty();
	}

	@Test
	void isOneEventWithCountsAndAHashButNotTheTerm() {
		open(CASEWORKER_SEOUL, named("봉이슬", "Pong I Sul", ""), SafeContactDraft.EMPTY);
		int before = events(CASEWORKER_SEOUL);
		UUID first = search(CASEWORKER_SEOUL, "봉이슬").searchId();
		assertThat(events(CASEWORKER_SEOUL)).isEqualTo(before + 1);
		Map<String, String> detail = detail(first);
		assertThat(detail).containsOnlyKeys("scope", "opened", "matched", "term")
			.containsEntry("matched", "1")
			.containsEntry("opened", detail.get("scope"));
		assertThat(detail.get("term")).matches("[0-9a-f]{32}")
			.isEqualTo(detail(search(CASEWORKER_SEOUL, "봉이슬").searchId()).get("term"))
			.isNotEqualTo(detail(search(CASEWORKER_SEOUL, "봉이술").searchId()).get("term"));
	}

	@Test
	void knowsItsOwnRecentSearchesOnly() {
		UUID id = search(CASEWORKER_YANJI, "아무개").searchId();
		assertThat(as(CASEWORKER_YANJI, () -> this.search.doneRecently(id))).isTrue();
		assertThat(as(CASEWORKER_SEOUL, () -> this.search.doneRecently(id))).isFalse();
		assertThat(as(CASEWORKER_YANJI, () -> this.search.doneRecently(UUID.randomUUID()))).isFalse();
	}

	@Test
	void takesAnyTextButNotNothing() {
		for (String text : new String[] { "<script>alert(1)</script>", "' or 1=1 --", "🙂", "\u202Eabc", "=1+1" }) {
			assertThat(find(CASEWORKER_YANJI, text, text)).as(text).isEmpty();
		}
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> new DuplicateQuery(" ", ""));
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> new DuplicateQuery("a\u0000", ""));
	}

	private java.util.List<DuplicateMatch> find(DemoAccount searcher, String name, String phone) {
		return as(searcher, () -> this.search.search(new DuplicateQuery(name, phone))).matches();
	}

	private DuplicateSearchResult search(DemoAccount searcher, String name) {
		return as(searcher, () -> this.search.search(new DuplicateQuery(name, "")));
	}

	private int events(DemoAccount actor) {
		return as(actor,
				() -> inTransaction(() -> this.jdbc.sql("select count(*) from audit.event where actor_id = ?")
					.param(actor.subject())
					.query(Integer.class)
					.single()));
	}

	private Map<String, String> detail(UUID event) {
		return as(SUPERVISOR_SEOUL,
				() -> inTransaction(
						() -> this.jdbc.sql("select occurred_at, detail_enc from audit.event where event_id = ?")
							.param(event)
							.query((row, number) -> this.log.open(event, null,
									java.time.YearMonth.from(row.getObject(1, java.time.OffsetDateTime.class)
										.withOffsetSameInstant(java.time.ZoneOffset.UTC)),
									row.getBytes(2)))
							.single()));
	}

}
