package org.durumi.sample;

import org.durumi.inbound.HandingIn;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class SampleReferralsTests extends DatabaseTest {

	@Autowired
	private SampleReferrals referrals;

	@Autowired
	private HandingIn handing;

	@Test
	void theClinicHandsTwoPeopleToUsOnce() {
		this.referrals.handIn();
		this.referrals.handIn();
		assertThat(as(DemoAccount.PARTNER_CLINIC, () -> this.handing.page(0, 10)))
			.extracting((handed) -> handed.reference())
			.containsExactlyInAnyOrder("RC-2026-031", "RC-2026-028");
	}

}
