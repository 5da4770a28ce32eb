package org.durumi.cases;

import java.util.List;
import java.util.Map;

import org.durumi.audit.NotAudited;
import org.durumi.consent.Consents;
import org.durumi.reference.CaseId;
import org.springframework.stereotype.Component;

/** Consent stands below the case file, so its place in the timeline is kept here. */
@Component
class ConsentTimeline implements TimelineSource {

	private final Consents consents;

	ConsentTimeline(Consents consents) {
		this.consents = consents;
	}

	@Override
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public List<TimelineEntry> entriesOf(CaseId caseId) {
		return this.consents.sealed(caseId)
			.stream()
			.map((consent) -> new TimelineEntry("consent", consent.id(), consent.recordedAt(), consent.recordedBy(),
					consent.compartment(), Map.of()))
			.toList();
	}

}
