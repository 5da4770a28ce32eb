package org.durumi.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.durumi.audit.LogState;
import org.durumi.audit.LogVerification;
import org.durumi.cases.CaseNotes;
import org.durumi.cases.Stage;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class SampleDataTests extends DatabaseTest {

	/** As many as a demo has. */
	private static final int ALL = 300;

	@Autowired
	private SampleData sample;

	@Autowired
	private LogVerification verification;

	@Autowired
	private People people;

	@Autowired
	private CaseNotes notes;

	private record Row(UUID id, DemoAccount owner, Stage stage, int cycle, int year) {
	}

	/** What is the same whenever the same seed is planted. */
	private record Made(String name, String birth, Stage stage, int cycle) {
	}

	@Test
	void threeHundredCasesAreAsTheDomainSaysTheyAre() {
		List<Row> begun = made(0, 20);
		List<Row> cases = new ArrayList<>(begun);
		cases.addAll(made(20, ALL));
		assertThat(cases).hasSize(ALL);

		assertThat(cases).extracting(Row::stage).contains(Stage.values());
		assertThat(cases).extracting(Row::cycle).contains(1, 2);
		assertThat(cases).extracting(Row::year).as("years").hasSizeGreaterThan(4);

		List<Row> women = cases.stream().filter((row) -> reveal(row, IdentityField.SEX).equals("FEMALE")).toList();
		assertThat(women.size()).as("four in five").isBetween(ALL * 74 / 100, ALL * 86 / 100);
		List<String> sales = women.stream().flatMap(this::sales).toList();
		assertThat(sales.size()).as("six in ten").isBetween(women.size() * 50 / 100, women.size() * 70 / 100);
		assertThat(sales).filteredOn((sale) -> !sale.startsWith("Sold once")).hasSizeGreaterThan(sales.size() / 2);
		assertThat(share(sales, "prostitution")).isBetween(40, 60);
		assertThat(share(sales, "marriage")).isBetween(20, 40);
		assertThat(share(sales, "cybersex")).isBetween(7, 23);
		assertThat(cases).filteredOn((row) -> !women.contains(row)).flatMap((row) -> sales(row).toList()).isEmpty();

		assertThat(cases).allSatisfy((row) -> {
			assertThat(reveal(row, IdentityField.HANGUL)).matches("\\p{IsHangul}{3}");
			assertThat(reveal(row, IdentityField.DPRK_ROMANISED)).matches("[A-Z][a-z]* [A-Z][a-z]*-[a-z]+");
		});
		assertThat(cases).filteredOn((row) -> reveal(row, IdentityField.PINYIN).matches("[A-Z][a-z]+ [A-Z][a-z]+"))
			.hasSizeBetween(ALL * 45 / 100, ALL * 65 / 100);

		assertThat(made(0, 20).stream().map(this::lookAt)).as("the same seed")
			.containsExactlyInAnyOrderElementsOf(begun.stream().map(this::lookAt).toList());

		isHeldByTheLog();
	}

	/** Three hundred cases are changes of nearly every kind. */
	private void isHeldByTheLog() {
		Awaitility.await().until(() -> !this.verification.state().verifying());
		Instant asked = Instant.now();
		as(DemoAccount.SUPERVISOR_YANJI, this.verification::begin);
		LogState state = Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(this.verification::state, (now) -> now.verifiedAt() != null && now.verifiedAt().isAfter(asked));
		assertThat(state.report()).isNotNull().satisfies((report) -> assertThat(report.findings()).isEmpty());
	}

	private List<Row> made(int from, int to) {
		Set<UUID> before = new HashSet<>(all().map(Row::id).toList());
		this.sample.load(from, to);
		return all().filter((row) -> !before.contains(row.id())).sorted(Comparator.comparing(Row::id)).toList();
	}

	private Stream<Row> all() {
		return Stream.of(DemoAccount.CASEWORKER_YANJI, DemoAccount.CASEWORKER_SEOUL).flatMap((owner) -> rows(owner));
	}

	private Stream<Row> rows(DemoAccount owner) {
		return as(owner,
				() -> inTransaction(() -> this.jdbc.sql("""
						select c.id, c.stage, c.cycle, extract(year from min(m.recorded_at))::int
						from casework.case_file c left join casework.stage_move m on m.case_id = c.id
						where c.owner_id = ? group by c.id""")
					.param(owner.subject())
					.query((row, number) -> new Row(row.getObject(1, UUID.class), owner,
							Stage.valueOf(row.getString(2)), row.getInt(3), row.getInt(4)))
					.list()))
			.stream();
	}

	private Stream<String> sales(Row row) {
		return as(row.owner(),
				() -> this.notes.entriesOf(new CaseId(row.id()))
					.stream()
					.flatMap((entry) -> this.notes.open(entry.id()).stream())
					.filter((text) -> text.startsWith("Sold "))
					.toList())
			.stream();
	}

	private Made lookAt(Row row) {
		return new Made(reveal(row, IdentityField.HANGUL), reveal(row, IdentityField.BIRTH), row.stage(), row.cycle());
	}

	private String reveal(Row row, IdentityField field) {
		return as(row.owner(), () -> this.people.reveal(new CaseId(row.id()), field));
	}

	private static int share(List<String> sales, String word) {
		return (int) (100 * sales.stream().filter((sale) -> sale.contains(word)).count() / sales.size());
	}

}
