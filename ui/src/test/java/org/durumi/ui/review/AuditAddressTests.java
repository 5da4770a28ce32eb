package org.durumi.ui.review;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an address may ask of the audit list. */
class AuditAddressTests {

	private static final UUID KNOWN = UUID.fromString("0d000000-0000-4000-8000-000000000101");

	private static final LocalDate FROM = LocalDate.of(2026, 3, 2);

	private static final LocalDate TO = LocalDate.of(2026, 3, 8);

	private static final AuditAddress NOTHING = new AuditAddress(null, null, null, null, Set.of(), Set.of(), Set.of(),
			false);

	@Test
	void asksForAPersonAndDaysEachOrNone() {
		assertThat(asked("person=" + KNOWN + "&from=2026-03-02&to=2026-03-08")).isEqualTo(days(KNOWN, FROM, TO, null));
		assertThat(asked("person=" + KNOWN)).isEqualTo(days(KNOWN, null, null, null));
		assertThat(asked("to=2026-03-08")).isEqualTo(days(null, null, TO, null));
		assertThat(asked("person=" + new UUID(0, 1) + "&from=2026-03-02")).as("nobody she knows")
			.isEqualTo(days(null, FROM, null, null));
		assertThat(asked("from=2026-03-02&zone=Asia/Seoul")).isEqualTo(days(null, FROM, null, ZoneId.of("Asia/Seoul")));
	}

	@Test
	void whatItAsksForComesBack() {
		AuditAddress all = new AuditAddress(KNOWN, FROM, TO, ZoneId.of("Etc/GMT+9"),
				Set.of(AuditAction.CASE_VIEWED, AuditAction.DENIED), Set.of(Compartment.HARM),
				Set.of(AuditEvent.Outcome.DENIED), true);
		assertThat(all.behind("audit?export")).isEqualTo("audit?export&person=" + KNOWN
				+ "&from=2026-03-02&to=2026-03-08&zone=Etc%2FGMT%2B9&action=CASE_VIEWED&action=DENIED"
				+ "&compartment=HARM&outcome=DENIED&unreviewed");
		assertThat(asked(new Location(all.behind("audit?export")).getQueryParameters())).isEqualTo(all);
		assertThat(NOTHING.behind("audit?export")).isEqualTo("audit?export");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "alerts", "person=", "person=x'--", "from=yesterday", "to=2026-02-30", "action=",
			"outcome=denied", "zone=Asia/Seoul", "from=2026-03-08&to=2026-03-02&zone=UTC",
			"person=0D000000-0000-4000-8000-000000000101" })
	void whatIsNoneIsAsIfItWereNotThere(String query) {
		assertThat(asked(query)).isEqualTo(NOTHING);
		assertThat(asked("from=2026-03-02&zone=nowhere")).isEqualTo(days(null, FROM, null, null));
	}

	private static AuditAddress days(@Nullable UUID person, @Nullable LocalDate from, @Nullable LocalDate to,
			@Nullable ZoneId zone) {
		return new AuditAddress(person, from, to, zone, Set.of(), Set.of(), Set.of(), false);
	}

	private static AuditAddress asked(String query) {
		return asked(QueryParameters.fromString(query));
	}

	private static AuditAddress asked(QueryParameters query) {
		return AuditAddress.of(query, Set.of(KNOWN));
	}

}
