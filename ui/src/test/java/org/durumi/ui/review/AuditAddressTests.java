package org.durumi.ui.review;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.router.QueryParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an address may ask of the audit list. */
class AuditAddressTests {

	private static final UUID KNOWN = UUID.fromString("0d000000-0000-4000-8000-000000000101");

	private static final LocalDate FROM = LocalDate.of(2026, 3, 2);

	private static final LocalDate TO = LocalDate.of(2026, 3, 8);

	@Test
	void asksForAPersonAndDaysEachOrNone() {
		assertThat(asked("person=" + KNOWN + "&from=2026-03-02&to=2026-03-08"))
			.isEqualTo(new AuditAddress(KNOWN, FROM, TO));
		assertThat(asked("person=" + KNOWN)).isEqualTo(new AuditAddress(KNOWN, null, null));
		assertThat(asked("to=2026-03-08")).isEqualTo(new AuditAddress(null, null, TO));
		assertThat(asked("person=" + new UUID(0, 1) + "&from=2026-03-02")).as("nobody she knows")
			.isEqualTo(new AuditAddress(null, FROM, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "alerts", "person=", "person=x'--", "from=yesterday", "to=2026-02-30",
			"from=2026-03-08&to=2026-03-02", "person=0D000000-0000-4000-8000-000000000101" })
	void whatIsNoneIsAsIfItWereNotThere(String query) {
		assertThat(AuditAddress.of(QueryParameters.fromString(query), Set.of(KNOWN))).isEmpty();
	}

	private static AuditAddress asked(String query) {
		return AuditAddress.of(QueryParameters.fromString(query), Set.of(KNOWN)).orElseThrow();
	}

}
