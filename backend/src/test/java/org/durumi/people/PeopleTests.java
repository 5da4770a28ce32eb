package org.durumi.people;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.durumi.access.AccessRefused;
import org.durumi.keys.KeyNotReleased;
import org.durumi.keys.Purpose;
import org.durumi.keys.Vault;
import org.durumi.people.ChangeOutcome.Changed;
import org.durumi.people.ChangeOutcome.Conflict;
import org.durumi.people.ChangeOutcome.Refused;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.durumi.support.DemoAccount.CASEWORKER_SEOUL;
import static org.durumi.support.DemoAccount.CASEWORKER_YANJI;
import static org.durumi.support.DemoAccount.SUPERVISOR_YANJI;

class PeopleTests extends PeopleTest {

	private static final IdentityDraft IDENTITY = new IdentityDraft("리영희", "Ri Yong Hui", "Ri Yeonghui", "李英姬",
			"Li Yingji", "Yongi <script>\n영이 👩", Birth.parse("1990-05"), Sex.FEMALE, Province.NORTH_HAMGYONG,
			Set.of(Language.KOREAN, Language.MANDARIN));

	private static final SafeContactDraft CONTACT = new SafeContactDraft("+86 139 5550 0142", Channel.WECHAT,
			"after 21:00", "두루미", "Never say where we call from.");

	@Autowired
	private Vault vault;

	private CaseId id;

	@BeforeEach
	void openCase() {
		this.id = open(CASEWORKER_YANJI, IDENTITY, CONTACT);
	}

	@Test
	void keepsEveryFieldAsItWasWritten() {
		assertThat(IdentityDraft.of(identity(CASEWORKER_YANJI).values())).isEqualTo(IDENTITY);
		assertThat(SafeContactDraft.of(contact().values())).isEqualTo(CONTACT);
	}

	@Test
	void storesNoFieldInClearAndNoneAsNull() {
		CaseId empty = open(CASEWORKER_YANJI, IdentityDraft.EMPTY, SafeContactDraft.EMPTY);
		byte[] hangul = sealed(this.id, "hangul");
		assertThat(new String(hangul, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("영희");
		assertThat(sealed(empty, "hangul")).hasSameSizeAs(hangul);
	}

	@Test
	void revealsOneFieldAsOneEventThatNamesIt() {
		assertThat(reveal(CASEWORKER_YANJI, IdentityField.HANGUL)).isEqualTo("리영희");
		assertThat(actions(this.id)).containsExactly("CASE_KEYS_MADE", "CASE_REGISTERED", "FIELD_REVEALED");
		assertThat(newestDetail(this.id)).isEqualTo(Map.of("fields", "hangul"));
	}

	@Test
	void revealsSafeContactToo() {
		assertThat(as(CASEWORKER_YANJI, () -> this.people.reveal(this.id, SafeContactField.CODE_WORD)))
			.isEqualTo("두루미");
		assertThat(newestDetail(this.id)).isEqualTo(Map.of("fields", "code_word"));
	}

	@ParameterizedTest
	@EnumSource(names = { "SUPERVISOR_YANJI", "CASEWORKER_SEOUL", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void revealsNothingToAnybodyElseAndWritesTheRefusal(DemoAccount other) {
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> reveal(other, IdentityField.HANGUL));
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> identity(other));
		assertThat(actions(this.id)).containsExactly("CASE_KEYS_MADE", "CASE_REGISTERED", "DENIED", "DENIED");
	}

	@Test
	void releasesNoIdentityKeyToASupervisor() {
		assertThatExceptionOfType(KeyNotReleased.class).isThrownBy(() -> as(SUPERVISOR_YANJI, () -> inTransaction(
				() -> this.vault.open(this.id, Purpose.REVEAL, Compartment.IDENTITY, List.of("hangul")))));
		assertThat(as(SUPERVISOR_YANJI, () -> inTransaction(this::countIdentities))).isZero();
		assertThat(as(CASEWORKER_YANJI, () -> inTransaction(this::countIdentities))).isPositive();
		assertThat(actions(this.id)).containsExactly("CASE_KEYS_MADE", "CASE_REGISTERED", "DENIED");
	}

	@Test
	void changesFieldsAndNamesThemInTheLog() {
		Snapshot<IdentityField> seen = identity(CASEWORKER_YANJI);
		ChangeOutcome<IdentityField> outcome = change(seen, with(seen, IdentityField.ALIASES, "영이"));
		assertThat(outcome).isInstanceOfSatisfying(Changed.class, (changed) -> {
			assertThat(changed.now().version()).isEqualTo(1);
			assertThat(changed.byOthers()).isEmpty();
		});
		assertThat(newestDetail(this.id)).isEqualTo(Map.of("fields", "aliases"));
		assertThat(actions(this.id)).endsWith("IDENTITY_CHANGED");
		assertThat(reveal(CASEWORKER_YANJI, IdentityField.ALIASES)).isEqualTo("영이");
		assertThat(reveal(CASEWORKER_YANJI, IdentityField.HANGUL)).isEqualTo("리영희");
	}

	@Test
	void writesNothingWhenNothingChanged() {
		Snapshot<IdentityField> seen = identity(CASEWORKER_YANJI);
		assertThat(change(seen, IDENTITY)).isEqualTo(new Changed<>(seen, Set.of()));
		assertThat(actions(this.id)).endsWith("RECORD_OPENED");
	}

	@Test
	void mergesFieldsThatOnlyOneOfTwoChanged() {
		Snapshot<IdentityField> first = identity(CASEWORKER_YANJI);
		Snapshot<IdentityField> second = identity(CASEWORKER_YANJI);
		change(first, with(first, IdentityField.PINYIN, "Li Yingxi"));
		ChangeOutcome<IdentityField> outcome = change(second, with(second, IdentityField.ALIASES, "영이"));
		assertThat(outcome).isInstanceOfSatisfying(Changed.class,
				(changed) -> assertThat(changed.byOthers()).isEqualTo(Set.of(IdentityField.PINYIN)));
		assertThat(identity(CASEWORKER_YANJI).values()).containsEntry(IdentityField.PINYIN, "Li Yingxi")
			.containsEntry(IdentityField.ALIASES, "영이");
	}

	@Test
	void showsFieldsThatBothChangedAndSavesTheChoice() {
		Snapshot<IdentityField> first = identity(CASEWORKER_YANJI);
		Snapshot<IdentityField> second = identity(CASEWORKER_YANJI);
		change(first, with(with(first, IdentityField.BIRTH, "1991"), IdentityField.SEX, ""));
		ChangeOutcome<IdentityField> outcome = change(second,
				with(with(second, IdentityField.BIRTH, "1990-05-12"), IdentityField.PINYIN, "Li Yingxi"));
		Conflict<IdentityField> conflict = conflict(outcome);
		assertThat(conflict.clashes()).containsOnlyKeys(IdentityField.BIRTH)
			.containsEntry(IdentityField.BIRTH, new ChangeOutcome.Clash("1990-05", "1990-05-12", "1991"));
		assertThat(identity(CASEWORKER_YANJI).values()).containsEntry(IdentityField.BIRTH, "1991")
			.containsEntry(IdentityField.PINYIN, "Li Yingji");

		change(conflict.now(), IdentityDraft.of(conflict.keepingTheirs(Set.of(IdentityField.BIRTH))));
		assertThat(identity(CASEWORKER_YANJI).values()).containsEntry(IdentityField.BIRTH, "1991")
			.containsEntry(IdentityField.PINYIN, "Li Yingxi")
			.containsEntry(IdentityField.SEX, "");
	}

	@Test
	void keepsSafeContactApartFromIdentity() {
		Snapshot<SafeContactField> seen = contact();
		SafeContactDraft edited = new SafeContactDraft("010-5550-0142", Channel.CALL, "", "", "");
		as(CASEWORKER_YANJI, () -> this.people.change(this.id, seen, edited));
		assertThat(SafeContactDraft.of(contact().values())).isEqualTo(edited);
		assertThat(actions(this.id)).contains("SAFE_CONTACT_CHANGED").doesNotContain("IDENTITY_CHANGED");
	}

	@Test
	void refusesAnImpossibleBirth() {
		Snapshot<IdentityField> seen = identity(CASEWORKER_YANJI);
		ChangeOutcome<IdentityField> outcome = change(seen, with(seen, IdentityField.BIRTH, "2999-01-01"));
		assertThat(outcome).isEqualTo(new Refused<>(Set.of(BirthRefusal.IN_THE_FUTURE)));
		assertThat(identity(CASEWORKER_YANJI).version()).isZero();
		assertThatIllegalArgumentException().isThrownBy(
				() -> open(CASEWORKER_YANJI, with(seen, IdentityField.BIRTH, "2999-01-01"), SafeContactDraft.EMPTY));
	}

	@Test
	void letsNobodyElseChangeAnything() {
		Snapshot<IdentityField> seen = identity(CASEWORKER_YANJI);
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(CASEWORKER_SEOUL, () -> this.people.change(this.id, seen, IdentityDraft.EMPTY)));
		assertThat(IdentityDraft.of(identity(CASEWORKER_YANJI).values())).isEqualTo(IDENTITY);
	}

	@Test
	void tellsTheFirstPossibleDayToWhoeverHoldsIdentity() {
		assertThat(firstDay(CASEWORKER_YANJI)).contains(java.time.LocalDate.of(1990, 5, 1));
		assertThat(firstDay(SUPERVISOR_YANJI)).isEmpty();
	}

	private java.util.Optional<java.time.LocalDate> firstDay(DemoAccount reader) {
		return as(reader, () -> inTransaction(
				() -> this.people.earliestPossibleDay(this.vault.open(this.id, Purpose.CONDITIONS, List.of("birth")))));
	}

	private ChangeOutcome<IdentityField> change(Snapshot<IdentityField> seen, IdentityDraft edited) {
		return as(CASEWORKER_YANJI, () -> this.people.change(this.id, seen, edited));
	}

	private static IdentityDraft with(Snapshot<IdentityField> seen, IdentityField field, String value) {
		Map<IdentityField, String> values = new java.util.EnumMap<>(seen.values());
		values.put(field, value);
		return IdentityDraft.of(values);
	}

	private static IdentityDraft with(IdentityDraft draft, IdentityField field, String value) {
		Map<IdentityField, String> values = draft.values();
		values.put(field, value);
		return IdentityDraft.of(values);
	}

	private static Conflict<IdentityField> conflict(ChangeOutcome<IdentityField> outcome) {
		assertThat(outcome).isInstanceOf(Conflict.class);
		return (Conflict<IdentityField>) outcome;
	}

	private String reveal(DemoAccount reader, IdentityField field) {
		return as(reader, () -> this.people.reveal(this.id, field));
	}

	private Snapshot<IdentityField> identity(DemoAccount reader) {
		return as(reader, () -> this.people.openIdentity(this.id));
	}

	private Snapshot<SafeContactField> contact() {
		return as(CASEWORKER_YANJI, () -> this.people.openSafeContact(this.id));
	}

	private int countIdentities() {
		return this.jdbc.sql("select count(*) from casework.identity where case_id = ?")
			.param(this.id.value())
			.query(Integer.class)
			.single();
	}

	private byte[] sealed(CaseId caseId, String column) {
		return as(CASEWORKER_YANJI,
				() -> inTransaction(
						() -> this.jdbc.sql("select " + column + " from casework.identity where case_id = ?")
							.param(caseId.value())
							.query(byte[].class)
							.single()));
	}

}
