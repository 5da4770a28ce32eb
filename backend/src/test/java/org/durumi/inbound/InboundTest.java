package org.durumi.inbound;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.StaffAdministration;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.cases.Registration;
import org.durumi.cases.Stage;
import org.durumi.consent.Consent;
import org.durumi.partners.PartnerChange;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.Partners;
import org.durumi.people.Birth;
import org.durumi.people.Channel;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.Language;
import org.durumi.reference.Sex;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A test that needs a partner who hands somebody to us. */
abstract class InboundTest extends CaseTest {

	@Autowired
	HandingIn handing;

	@Autowired
	HoldingArea holding;

	@Autowired
	private Partners partners;

	@Autowired
	private StaffAdministration staff;

	/** A new partner's member. */
	Actor member() {
		String name = "Harbour " + UUID.randomUUID();
		UUID partner = asFresh(DemoAccount.ADMIN, () -> {
			this.staff.addPartner(name);
			return this.partners.all().stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow().id();
		});
		enable(partner, true);
		return hire(partner, null, Set.of(Role.PARTNER));
	}

	void enable(UUID partner, boolean enabled) {
		asFresh(DemoAccount.ADMIN,
				() -> this.partners.change(partner, new PartnerChange(Set.of(PartnerFunction.IDENTIFICATION),
						Set.of("CN"), Language.KOREAN, enabled, null)));
	}

	static IdentityDraft named(String hangul) {
		return new IdentityDraft(hangul, "", "", "", "", "", Birth.parse("1998"), Sex.FEMALE, null,
				Set.of(Language.KOREAN));
	}

	static ReferralDraft draft(String hangul) {
		return new ReferralDraft(named(hangul),
				new SafeContactDraft("13900001111", Channel.WECHAT, "after nine", "magpie", "that we called"),
				"With an aunt in Tumen.", Urgency.DAYS, "A safe place.", Consent.Form.ORALLY, TODAY,
				"To be helped by you.", "LH-17");
	}

	UUID handedIn(Actor member, ReferralDraft draft) {
		HandingIn.Outcome outcome = as(member, () -> this.handing.submit(draft));
		assertThat(outcome).isInstanceOf(HandingIn.Outcome.Received.class);
		return ((HandingIn.Outcome.Received) outcome).id();
	}

	/** What a caseworker makes of what was told. */
	Registration registration(ReferralDraft told) {
		return new Registration(this.holding.candidates(told).searchId(), told.identity(), told.safeContact(), intake(),
				Stage.IDENTIFIED, List.of());
	}

	/** What the log tells of a referral, oldest first. */
	List<String> told(UUID referral) {
		return as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select action || ' ' || outcome from audit.event where subject_id = ? order by event_id")
					.param(referral)
					.query(String.class)
					.list()));
	}

}
