package org.durumi.cases;

import java.util.List;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.keys.KeyNotReleased;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.TextRefused;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CaseNotesTests extends CaseTest {

	@Autowired
	private CaseNotes notes;

	@ParameterizedTest
	@ValueSource(strings = { "그는 어머니에게 연락하고 싶어 한다.", "👩‍👧‍👦", "مرحبا\nمن هنا", "\u202Eabc",
			"<img src=x onerror=alert(1)>", "'; delete from casework.note; --",
			"=HYPERLINK(\"http://x\")\n+1\n-1\n@A" })
	void keepAnyWordsAsTheyWereWritten(String words) {
		CaseId id = registered();
		UUID note = as(OWNER, () -> this.notes.add(id, Compartment.HARM, words));
		assertThat(as(OWNER, () -> this.notes.open(note))).contains(words);
	}

	@Test
	void refuseWordsThatCannotBeKeptAndWriteNothing() {
		CaseId id = registered();
		for (String words : List.of("", " \n ", "a\u0000b", "a".repeat(CaseNotes.MAX_LENGTH + 1))) {
			assertThatExceptionOfType(TextRefused.class)
				.isThrownBy(() -> as(OWNER, () -> this.notes.add(id, Compartment.HARM, words)));
		}
		assertThat(timeline(id, "note")).isEmpty();
	}

	@Test
	void areReadByWhoeverHoldsTheirCompartment() {
		CaseId id = registered();
		UUID harm = as(OWNER, () -> this.notes.add(id, Compartment.HARM, "She was beaten."));
		UUID core = as(OWNER, () -> this.notes.add(id, Compartment.CORE, "Call on Tuesday."));
		assertThat(as(SUPERVISOR, () -> this.notes.open(core))).contains("Call on Tuesday.");
		assertThat(as(SUPERVISOR, () -> this.notes.open(harm))).isEmpty();
		assertThat(as(SUPERVISOR, () -> this.timeline.of(id))).extracting(TimelineEntry::id)
			.contains(core)
			.doesNotContain(harm);
		assertThat(as(DemoAccount.CASEWORKER_SEOUL, () -> this.notes.open(core))).isEmpty();
	}

	@Test
	void areWrittenByWhoeverTravelsWithTheCaseInWhatSheHolds() {
		CaseId id = registered();
		as(SUPERVISOR, () -> this.assignments.assignCoordinator(id, DemoAccount.COORDINATOR.subject()));
		as(DemoAccount.COORDINATOR, () -> this.notes.add(id, Compartment.ROUTE, "The bridge is watched."));
		assertThatExceptionOfType(KeyNotReleased.class)
			.isThrownBy(() -> as(DemoAccount.COORDINATOR, () -> this.notes.add(id, Compartment.HARM, "She told me.")));
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.notes.add(id, Compartment.CORE, "Please call.")));
		assertThat(as(SUPERVISOR, () -> this.notes.writable(id))).isEmpty();
	}

}
