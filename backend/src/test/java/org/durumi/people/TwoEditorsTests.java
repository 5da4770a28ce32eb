package org.durumi.people;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.durumi.people.ChangeOutcome.Changed;
import org.durumi.people.ChangeOutcome.Clash;
import org.durumi.people.ChangeOutcome.Conflict;
import org.durumi.reference.CaseId;
import org.durumi.reference.TextRefused;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An owner and her colleague edit the same person; and which words they may write. */
class TwoEditorsTests extends CaseTest {

	private static final DemoAccount COLLEAGUE = DemoAccount.CASEWORKER_SEOUL;

	@Autowired
	private People people;

	private CaseId id = new CaseId(new java.util.UUID(0, 0));

	@BeforeEach
	void aCaseOfTwo() {
		this.id = registered();
		takePart(this.id, COLLEAGUE.subject());
	}

	@Test
	void theSecondIsShownEachSafeContactFieldThatBothChanged() {
		Snapshot<SafeContactField> seen = as(COLLEAGUE, () -> this.people.openSafeContact(this.id));
		changeContact(OWNER, seen, "010-5553-0001", Channel.CALL, "after 20:00", "");
		ChangeOutcome<SafeContactField> second = changeContact(COLLEAGUE, seen, "010-5553-0002", Channel.CALL,
				"never at night", "두루미");
		assertThat(second).isInstanceOf(Conflict.class);
		Conflict<SafeContactField> conflict = (Conflict<SafeContactField>) second;
		assertThat(conflict.clashes())
			.isEqualTo(Map.of(SafeContactField.PHONE, new Clash("", "010-5553-0002", "010-5553-0001"),
					SafeContactField.SAFE_TIMES, new Clash("", "never at night", "after 20:00")));
		assertThat(contact(SafeContactField.PHONE)).as("nothing is overwritten").isEqualTo("010-5553-0001");
		assertThat(contact(SafeContactField.CODE_WORD)).isEmpty();
		SafeContactDraft chosen = SafeContactDraft.of(conflict.keepingTheirs(Set.of(SafeContactField.SAFE_TIMES)));
		assertThat(as(COLLEAGUE, () -> this.people.change(this.id, conflict.now(), chosen)))
			.isInstanceOf(Changed.class);
		assertThat(contact(SafeContactField.PHONE)).isEqualTo("010-5553-0002");
		assertThat(contact(SafeContactField.SAFE_TIMES)).isEqualTo("after 20:00");
		assertThat(contact(SafeContactField.CODE_WORD)).isEqualTo("두루미");
	}

	@Test
	void bothAreKeptWhereEachChangedAnotherFieldAndTheSecondIsToldOfTheFirst() {
		Snapshot<IdentityField> seen = as(COLLEAGUE, () -> this.people.openIdentity(this.id));
		change(OWNER, seen, IdentityField.HANGUL, "남새벽");
		assertThat(change(COLLEAGUE, seen, IdentityField.BIRTH, "1999-04-30")).isInstanceOfSatisfying(Changed.class,
				(changed) -> assertThat(changed.byOthers()).isEqualTo(Set.of(IdentityField.HANGUL)));
		assertThat(identity(IdentityField.HANGUL)).isEqualTo("남새벽");
		assertThat(identity(IdentityField.BIRTH)).isEqualTo("1999-04-30");
	}

	@Test
	void aChoiceIsAConflictAgainWhenAThirdChangeCameBetween() {
		Snapshot<IdentityField> seen = as(COLLEAGUE, () -> this.people.openIdentity(this.id));
		change(OWNER, seen, IdentityField.HANGUL, "남새벽");
		Conflict<IdentityField> first = conflict(change(COLLEAGUE, seen, IdentityField.HANGUL, "남새빛"));
		change(OWNER, first.now(), IdentityField.HANGUL, "남새봄");
		Conflict<IdentityField> again = conflict(change(COLLEAGUE, first.now(), IdentityField.HANGUL, "남새빛"));
		assertThat(again.clashes().get(IdentityField.HANGUL)).isEqualTo(new Clash("남새벽", "남새빛", "남새봄"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2999-01-01", "1850", "~30@2999-01-01" })
	void anImpossibleBirthIsRefusedWithItsReasonAndNothingIsWritten(String birth) {
		Snapshot<IdentityField> seen = as(OWNER, () -> this.people.openIdentity(this.id));
		assertThat(change(OWNER, seen, IdentityField.BIRTH, birth)).isInstanceOfSatisfying(ChangeOutcome.Refused.class,
				(refused) -> assertThat(refused.reasons()).isNotEmpty());
		assertThat(identity(IdentityField.BIRTH)).isEmpty();
		assertThat(actions(this.id)).doesNotContain("IDENTITY_CHANGED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "👩‍👧 영희", "مرحبا", "\u202Eabc\u202C", "<script>alert(1)</script>",
			"Robert'); DROP TABLE casework.identity;--", "=cmd|' /C calc'!A0", "리Ri李" })
	void anyWordsAreKeptAsTheyWereWritten(String words) {
		IdentityDraft identity = new IdentityDraft(words, words, words, words, words, words, null, null, null,
				Set.of());
		Snapshot<IdentityField> seen = as(OWNER, () -> this.people.openIdentity(this.id));
		assertThat(as(OWNER, () -> this.people.change(this.id, seen, identity))).isInstanceOf(Changed.class);
		changeContact(OWNER, as(OWNER, () -> this.people.openSafeContact(this.id)), words, null, words, words);
		for (IdentityField field : Set.of(IdentityField.HANGUL, IdentityField.PINYIN, IdentityField.ALIASES)) {
			assertThat(identity(field)).as(field.name()).isEqualTo(words);
		}
		assertThat(contact(SafeContactField.PHONE)).isEqualTo(words);
		assertThat(contact(SafeContactField.CODE_WORD)).isEqualTo(words);
	}

	@Test
	void wordsThatCannotBeKeptAreRefusedWithTheirReason() {
		assertRefused("가".repeat(IdentityDraft.MAX_NAME + 1), TextRefused.Reason.TOO_LONG);
		assertRefused("a\u0000b", TextRefused.Reason.CONTROL_CHARACTERS);
		assertRefused("a\nb", TextRefused.Reason.CONTROL_CHARACTERS);
		assertRefused("a\uD800", TextRefused.Reason.CONTROL_CHARACTERS);
	}

	private static void assertRefused(String words, TextRefused.Reason reason) {
		assertThatExceptionOfType(TextRefused.class)
			.isThrownBy(() -> new IdentityDraft(words, "", "", "", "", "", null, null, null, Set.of()))
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(reason));
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> new SafeContactDraft(words, null, "", "", ""))
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	private ChangeOutcome<IdentityField> change(DemoAccount editor, Snapshot<IdentityField> seen, IdentityField field,
			String value) {
		Map<IdentityField, String> values = new EnumMap<>(seen.values());
		values.put(field, value);
		return as(editor, () -> this.people.change(this.id, seen, IdentityDraft.of(values)));
	}

	private ChangeOutcome<SafeContactField> changeContact(DemoAccount editor, Snapshot<SafeContactField> seen,
			String phone, @org.jspecify.annotations.Nullable Channel channel, String times, String codeWord) {
		return as(editor,
				() -> this.people.change(this.id, seen, new SafeContactDraft(phone, channel, times, codeWord, "")));
	}

	private static Conflict<IdentityField> conflict(ChangeOutcome<IdentityField> outcome) {
		assertThat(outcome).isInstanceOf(Conflict.class);
		return (Conflict<IdentityField>) outcome;
	}

	private String identity(IdentityField field) {
		return as(OWNER, () -> this.people.reveal(this.id, field));
	}

	private String contact(SafeContactField field) {
		return as(OWNER, () -> this.people.reveal(this.id, field));
	}

}
