package org.durumi.partners;

import java.util.Set;
import java.util.UUID;

import org.durumi.reference.Language;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PartnersTests extends DatabaseTest {

	private static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private static final UUID SHELTER = UUID.fromString("0d000000-0000-4000-8000-000000000003");

	@Autowired
	private Partners partners;

	static PartnerChange medicalIn(String region, boolean enabled) {
		return new PartnerChange(Set.of(PartnerFunction.MEDICAL), Set.of(region), Language.THAI, enabled, null);
	}

	@Test
	void anAdministratorSaysWhatAPartnerHelpsWith() {
		assertThat(as(DemoAccount.ADMIN, () -> this.partners.change(SHELTER, medicalIn("TH", true))))
			.isEqualTo(PartnerChange.Outcome.NEEDS_FRESH_FACTOR);
		assertThat(asFresh(DemoAccount.ADMIN, () -> this.partners.change(SHELTER, medicalIn("TH", true))))
			.isEqualTo(PartnerChange.Outcome.DONE);
		assertThat(asFresh(DemoAccount.ADMIN, () -> this.partners.change(UUID.randomUUID(), medicalIn("TH", true))))
			.isEqualTo(PartnerChange.Outcome.UNKNOWN);

		assertThat(as(DemoAccount.CASEWORKER_YANJI, () -> this.partners.find(SHELTER)))
			.contains(new Partner(SHELTER, "House at the Gate", Set.of(PartnerFunction.MEDICAL), Set.of("TH"), true));
		assertThat(as(DemoAccount.CASEWORKER_YANJI, () -> this.partners.contactLanguage(SHELTER)))
			.contains(Language.THAI);
		assertThatIllegalArgumentException().isThrownBy(() -> medicalIn("XX", true));
	}

	@Test
	void whereAPartnerIsToldIsForWhoeverWorksHere() {
		NoticeAddress address = new NoticeAddress("office@gate.example");
		PartnerChange change = new PartnerChange(Set.of(PartnerFunction.MEDICAL), Set.of("CN"), Language.ENGLISH, true,
				address);
		assertThat(asFresh(DemoAccount.ADMIN, () -> this.partners.change(CLINIC, change)))
			.isEqualTo(PartnerChange.Outcome.DONE);
		assertThat(as(DemoAccount.CASEWORKER_SEOUL, () -> this.partners.noticeAddress(CLINIC))).contains(address);
		assertThat(as(DemoAccount.PARTNER_CLINIC, () -> this.partners.noticeAddress(CLINIC))).isEmpty();

		asFresh(DemoAccount.ADMIN, () -> this.partners.change(CLINIC, medicalIn("CN", true)));
		assertThat(as(DemoAccount.ADMIN, () -> this.partners.noticeAddress(CLINIC))).isEmpty();
		assertThat(address).hasToString("[address]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "office", "office@clinic", "@clinic.example", "office@clinic.example, other@x.example",
			"Office <office@clinic.example>", "office@clinic.example\n", "office@clinic.example\r\nBcc: a@b.example",
			".office@clinic.example", "office@-clinic.example", "사무실@clinic.example", "office@[127.0.0.1]" })
	void whatIsNoBareAddressIsRefused(String typed) {
		assertThat(NoticeAddress.isAddress(typed)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new NoticeAddress(typed));
	}

	@Test
	void aPartnersMemberKnowsHerOwn() {
		assertThat(as(DemoAccount.PARTNER_CLINIC, this.partners::all)).extracting(Partner::id).containsExactly(CLINIC);
		assertThat(as(DemoAccount.PARTNER_CLINIC, () -> this.partners.find(SHELTER))).isEmpty();
		assertThat(as(DemoAccount.ANALYST, this.partners::all)).extracting(Partner::id).contains(CLINIC, SHELTER);
	}

	@Test
	void nobodyElseChangesOne() {
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> asFresh(DemoAccount.SUPERVISOR_YANJI,
				() -> this.partners.change(SHELTER, medicalIn("TH", false))));
	}

}
