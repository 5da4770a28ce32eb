package org.durumi.handoffs;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.durumi.access.StaffAdministration;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.consent.Consent;
import org.durumi.consent.ConsentOutcome;
import org.durumi.consent.Consents;
import org.durumi.followup.ClosureChecklist;
import org.durumi.keys.Vault;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyUpload;
import org.durumi.partners.PartnerChange;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.Partners;
import org.durumi.partners.RevocationReason;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.reference.Sex;
import org.durumi.security.handoff.PartnerKeyPair;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.cases.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A test that needs a partner with a key and a case that may be shared with her. */
abstract class HandoffTest extends CaseTest {

	static final String NAME = "한아름";

	static final FieldId HANGUL = new FieldId("identity", "hangul");

	static final FieldId CODE_NAME = new FieldId("case", "code_name");

	@Autowired
	HandoffComposing composing;

	@Autowired
	HandoffApprovals words;

	@Autowired
	HandoffOutbox outbox;

	@Autowired
	HandoffInbox inbox;

	@Autowired
	private KeyCustody custody;

	@Autowired
	private Vault vault;

	@Autowired
	Partners partners;

	@Autowired
	private StaffAdministration staff;

	@Autowired
	Consents consents;

	PartnerKeyPair pair = PartnerKeyPair.generate("Lantern", made());

	UUID partner = new UUID(0, 0);

	Actor member = DemoAccount.PARTNER_CLINIC.in(SessionRef.random(), 1);

	@BeforeEach
	void aPartnerWithAKey() {
		this.partner = newPartner();
		this.member = hire(this.partner, null, Set.of(Role.PARTNER));
		confirm(this.partner, this.pair);
	}

	static Instant made() {
		return Clock.systemUTC().instant().minusSeconds(100);
	}

	UUID newPartner() {
		String name = "Lantern " + UUID.randomUUID();
		return asFresh(DemoAccount.ADMIN, () -> {
			this.staff.addPartner(name);
			UUID id = this.partners.all()
				.stream()
				.filter((one) -> one.name().equals(name))
				.findFirst()
				.orElseThrow()
				.id();
			this.partners.change(id, new PartnerChange(EnumSet.allOf(PartnerFunction.class), Set.of("TH"),
					Language.ENGLISH, true, null));
			return id;
		});
	}

	void enable(boolean enabled) {
		asFresh(DemoAccount.ADMIN,
				() -> this.partners.change(this.partner, new PartnerChange(EnumSet.allOf(PartnerFunction.class),
						Set.of("TH"), Language.ENGLISH, enabled, null)));
	}

	void confirm(UUID of, PartnerKeyPair key) {
		byte[] text = key.publicKey(made(), made().plus(Duration.ofDays(200))).getBytes(StandardCharsets.US_ASCII);
		UUID id = ((KeyUpload.Taken) asFresh(DemoAccount.ADMIN, () -> this.custody.upload(of, text))).key();
		asFresh(SUPERVISOR, () -> this.custody.confirm(id, key.fingerprint().grouped()));
		asFresh(OWNER, () -> this.custody.confirm(id, key.fingerprint().grouped()));
	}

	void revokeKey(Handoff handoff) {
		Handoff.Sealed sealed = Objects.requireNonNull(handoff.sealed());
		as(SUPERVISOR, () -> this.custody.revoke(sealed.key(), RevocationReason.EXPOSED));
	}

	/** A case whose name may go to the partner, but for what she keeps back. */
	CaseId shared(Consent.Withheld... withheld) {
		CaseId id = named();
		consent(id, withheld);
		return id;
	}

	CaseId named() {
		return registered(OWNER, Stage.IDENTIFIED,
				new IdentityDraft(NAME, "", "", "", "", "", null, Sex.FEMALE, null, Set.of(Language.KOREAN)));
	}

	void consent(CaseId id, Consent.Withheld... withheld) {
		assertThat(as(OWNER,
				() -> this.consents.record(id,
						new Consent(Consent.Purpose.INFORMATION_SHARING, Consent.Form.ORALLY, Language.KOREAN, "2026-1",
								TODAY, "", null, List.of(withheld))
							.to(this.partner))))
			.isInstanceOf(ConsentOutcome.Recorded.class);
	}

	/** As above, until a day, or a basis in place of it. */
	void consent(CaseId id, LocalDate until, Consent.Form form) {
		assertThat(as(OWNER,
				() -> this.consents.record(id,
						new Consent(Consent.Purpose.INFORMATION_SHARING, form, Language.KOREAN, "2026-1", TODAY,
								form.isBasis() ? "She cannot speak." : "", until, List.of())
							.to(this.partner))))
			.isInstanceOf(ConsentOutcome.Recorded.class);
	}

	HandoffChoice choice(HandoffTemplate template, FieldId... fields) {
		return new HandoffChoice(this.partner, template, Language.KOREAN,
				(fields.length != 0) ? Set.of(fields) : this.composing.minimum(template), "");
	}

	/** As {@link #choice}, with a reason to hand over also what she keeps back. */
	HandoffChoice overriding(FieldId... fields) {
		return new HandoffChoice(this.partner, HandoffTemplate.MEDICAL_REFERRAL, Language.KOREAN, Set.of(fields),
				"She is unconscious.");
	}

	/** What is planted with a handoff that holds nothing. */
	byte[] nothingChosen(UUID handoff, CaseId id) {
		return as(OWNER, () -> inTransaction(() -> HandoffCases.seal(handoff, this.vault.keysOf(id),
				new HandoffCases.Chosen(List.of(), "", List.of(), List.of(), ""))));
	}

	UUID draft(CaseId id, HandoffChoice choice) {
		HandoffSaved saved = as(OWNER, () -> this.composing.save(id, choice));
		assertThat(saved).isInstanceOf(HandoffSaved.Kept.class);
		return ((HandoffSaved.Kept) saved).id();
	}

	UUID asked(CaseId id, HandoffChoice choice) {
		UUID handoff = draft(id, choice);
		assertThat(ask(handoff, "She needs it.", choice.template())).isEqualTo(HandoffComposing.Asked.ASKED);
		return handoff;
	}

	/** Asks for it; of a transfer, with all settled. */
	HandoffComposing.Asked ask(UUID handoff, String reason, HandoffTemplate template) {
		ClosureChecklist settled = (template.purpose() == HandoffPurpose.TRANSFER)
				? new ClosureChecklist(ClosureChecklist.Reason.TRANSFERRED, TODAY, true, true, true, "") : null;
		return as(OWNER, () -> this.composing.ask(handoff, 0, reason, settled));
	}

	UUID agreed(CaseId id, HandoffChoice choice) {
		UUID handoff = asked(id, choice);
		assertThat(asFresh(SUPERVISOR, () -> decide(handoff, true))).isEqualTo(HandoffApprovals.Decided.DONE);
		return handoff;
	}

	/** Answers what is asked now. */
	HandoffApprovals.Decided decide(UUID handoff, boolean agree) {
		return this.words.decide(handoff, request(handoff), agree, "");
	}

	/** The request that stands now. */
	UUID request(UUID handoff) {
		return as(OWNER,
				() -> inTransaction(() -> this.jdbc.sql("select approval_id from handoffs.handoff_case where id = ?")
					.param(handoff)
					.query(UUID.class)
					.single()));
	}

	HandoffApprovals.Decided release(UUID handoff) {
		return this.words.release(handoff, found(handoff).version());
	}

	UUID sealed(CaseId id, HandoffTemplate template) {
		UUID handoff = agreed(id, choice(template));
		awaitState(handoff, HandoffState.SEALED);
		return handoff;
	}

	void awaitState(UUID handoff, HandoffState state) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> found(handoff).state() == state);
	}

	Handoff found(UUID handoff) {
		return as(OWNER, () -> this.outbox.find(handoff)).orElseThrow().handoff();
	}

}
