package org.durumi.cases;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.consent.ConsentRecorded;
import org.durumi.consent.Consents;
import org.durumi.keys.Opening;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Consent stands below the case file, so its guard and its clear column are kept here.
 */
@Component
class ConsentGuard implements StageGuard {

	private final Consents consents;

	private final JdbcClient jdbc;

	ConsentGuard(Consents consents, JdbcClient jdbc) {
		this.consents = consents;
		this.jdbc = jdbc;
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.CONSENT);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return this.consents.coversServices(opening);
	}

	@EventListener
	void on(ConsentRecorded recorded) {
		this.jdbc.sql("update casework.case_file set consent_state = ? where id = ?")
			.params(recorded.state().name(), recorded.caseId().value())
			.update();
	}

}
