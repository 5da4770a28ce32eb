package org.durumi.sample;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

import org.durumi.consent.Consent;
import org.durumi.inbound.HandingIn;
import org.durumi.inbound.ReferralDraft;
import org.durumi.inbound.Urgency;
import org.durumi.sample.SampleStaff.Person;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Has the demo's clinic hand two people to us who do not exist, once. */
@Component
@Profile("demo")
class SampleReferrals {

	private final HandingIn handing;

	private final SampleStaff staff;

	private final SampleSettings settings;

	private final Clock clock;

	SampleReferrals(HandingIn handing, SampleStaff staff, SampleSettings settings, Clock clock) {
		this.handing = handing;
		this.staff = staff;
		this.settings = settings;
		this.clock = clock;
	}

	/** Makes sure that they were handed in; once more changes nothing. */
	void handIn() {
		LocalDate today = LocalDate.now(this.clock);
		InventedPerson person = new InventedPerson(new Random(this.settings.seed()));
		List<ReferralDraft> drafts = List.of(new ReferralDraft(person.identity(today), person.safeContact(),
				"A clinic’s back room in Yanji.", Urgency.AT_ONCE,
				"She is seven months pregnant and was seen by the police. A safe place tonight.", Consent.Form.ORALLY,
				today.minusDays(1), "That you find her a place; not that her family hears.", "RC-2026-031"),
				new ReferralDraft(person.identity(today), person.safeContact(), "", Urgency.WEEKS,
						"She asks how she can travel on with her child.", Consent.Form.THROUGH_INTERPRETER,
						today.minusDays(3), "To be called by you.", "RC-2026-028"));
		this.staff.as(Person.PARTNER_CLINIC, () -> {
			if (this.handing.page(0, 1).isEmpty()) {
				drafts.forEach(this::handIn);
			}
		});
	}

	private void handIn(ReferralDraft draft) {
		if (!(this.handing.submit(draft) instanceof HandingIn.Outcome.Received)) {
			throw new IllegalStateException("the demo’s clinic could not hand anybody in");
		}
	}

}
