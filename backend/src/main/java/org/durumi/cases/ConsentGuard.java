package org.durumi.cases;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.consent.Consent;
import org.durumi.consent.ConsentRecorded;
import org.durumi.consent.ConsentState;
import org.durumi.consent.Consents;
import org.durumi.keys.Opening;
import org.durumi.reference.Compartment;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Consent stands below the case file, so its guard and its clear column are kept here.
 */
@Component
class ConsentGuard implements StageGuard {

	private final Consents consents;

	private final CaseFacts facts;

	ConsentGuard(Consents consents, CaseFacts facts) {
		this.consents = consents;
		this.facts = facts;
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.CONSENT, Condition.STANDING_CONSENT);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		if (!opening.holds(Compartment.CORE)) {
			return false;
		}
		ConsentState services = this.consents.state(opening, Consent.Purpose.SERVICES, today);
		return (condition == Condition.CONSENT) ? services.covers()
				: !services.isOver() && !this.consents.state(opening, Consent.Purpose.PASSAGE, today).isOver();
	}

	@EventListener
	void on(ConsentRecorded recorded) {
		this.facts.consentStands(recorded.caseId(), recorded.state(), recorded.until());
	}

}
