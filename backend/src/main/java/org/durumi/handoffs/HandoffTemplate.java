package org.durumi.handoffs;

import java.util.EnumSet;
import java.util.Set;

import org.durumi.partners.Partner;
import org.durumi.partners.PartnerFunction;

/** What a handoff usually holds, for whom, and what is owed then. */
public enum HandoffTemplate {

	/** A clinic is to treat her. */
	MEDICAL_REFERRAL(HandoffPurpose.REFERRAL, 30, 90, PartnerFunction.MEDICAL),
	/** A lawyer or a desk is to stand up for her. */
	LEGAL_REFERRAL(HandoffPurpose.REFERRAL, 60, 180, PartnerFunction.LEGAL),
	/** A house is to take her in. */
	SHELTER_REFERRAL(HandoffPurpose.REFERRAL, 14, 60, PartnerFunction.SHELTER),
	/** A centre is to help her settle. */
	RESETTLEMENT_REFERRAL(HandoffPurpose.REFERRAL, 90, 180, PartnerFunction.RESETTLEMENT),
	/** Others bring her on. */
	PASSAGE_TRANSFER(HandoffPurpose.TRANSFER, 30, 60, PartnerFunction.PASSAGE),
	/** Others take the whole case. */
	CASE_TRANSFER(HandoffPurpose.TRANSFER, 180, 366, PartnerFunction.values());

	private final HandoffPurpose purpose;

	private final int outcomeDays;

	private final int retentionDays;

	private final Set<PartnerFunction> functions;

	HandoffTemplate(HandoffPurpose purpose, int outcomeDays, int retentionDays, PartnerFunction... functions) {
		this.purpose = purpose;
		this.outcomeDays = outcomeDays;
		this.retentionDays = retentionDays;
		this.functions = EnumSet.of(functions[0], functions);
	}

	public HandoffPurpose purpose() {
		return this.purpose;
	}

	/** Within how many days of her acceptance a partner owes an outcome. */
	public int outcomeDays() {
		return this.outcomeDays;
	}

	/** For how many days a partner may keep what she got. */
	public int retentionDays() {
		return this.retentionDays;
	}

	/** Whether the partner does what this is for, and anything may be handed to her. */
	public boolean fits(Partner partner) {
		return partner.enabled() && partner.functions().stream().anyMatch(this.functions::contains);
	}

}
