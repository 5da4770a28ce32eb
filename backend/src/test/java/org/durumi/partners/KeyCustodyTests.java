package org.durumi.partners;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.durumi.access.StaffAdministration;
import org.durumi.actor.Actor;
import org.durumi.security.handoff.PartnerKeyPair;
import org.durumi.security.handoff.PartnerKeyRefused;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyCustodyTests extends DatabaseTest {

	private static final Duration LONG = Duration.ofDays(300);

	@Autowired
	private KeyCustody custody;

	@Autowired
	private PartnerKeys keys;

	@Autowired
	private Partners partners;

	@Autowired
	private StaffAdministration staff;

	@Autowired
	private Clock clock;

	private UUID partner = new UUID(0, 0);

	private final Instant made = Clock.systemUTC().instant().minusSeconds(100);

	private final PartnerKeyPair pair = PartnerKeyPair.generate("Lantern", this.made);

	@BeforeEach
	void aPartner() {
		String name = "Lantern " + UUID.randomUUID();
		this.partner = asFresh(DemoAccount.ADMIN, () -> {
			this.staff.addPartner(name);
			UUID id = this.partners.all()
				.stream()
				.filter((one) -> one.name().equals(name))
				.findFirst()
				.orElseThrow()
				.id();
			assertThat(this.partners.find(id)).hasValueSatisfying((one) -> assertThat(one.enabled()).isFalse());
			this.partners.change(id, PartnersTests.medicalIn("TH", true));
			return id;
		});
	}

	@Test
	void aKeyCountsOnceTwoOthersHaveTypedItsFingerprint() {
		UUID key = taken(upload(0, LONG));
		assertThat(entry().state()).isEqualTo(KeyState.PENDING);
		assertThat(entry().fingerprint()).as("nobody copies what she should hear").isNull();
		assertThat(confirm(DemoAccount.ADMIN, key, fingerprint())).isEqualTo(KeyComparison.NOT_YOURS);

		assertThat(confirm(DemoAccount.SUPERVISOR_YANJI, key, fingerprint().toLowerCase()))
			.isEqualTo(KeyComparison.FIRST);
		assertThat(confirm(DemoAccount.SUPERVISOR_YANJI, key, fingerprint())).isEqualTo(KeyComparison.NOT_YOURS);
		assertThat(isUsable()).isFalse();
		assertThat(confirm(DemoAccount.CASEWORKER_YANJI, key, fingerprint())).isEqualTo(KeyComparison.SECOND);

		assertThat(isUsable()).isTrue();
		assertThat(entry().fingerprint()).isEqualTo(this.pair.fingerprint());
		assertThat(confirm(DemoAccount.COORDINATOR, key, fingerprint())).isEqualTo(KeyComparison.NOT_PENDING);
		assertThat(events("PARTNER_KEY_UPLOADED", key)).isOne();
		assertThat(events("PARTNER_KEY_CONFIRMED", key)).isEqualTo(2);
	}

	@Test
	void whatIsAnotherOrNoFingerprintConfirmsNothing() {
		UUID key = taken(upload(0, LONG));
		String other = PartnerKeyPair.generate("Lantern", this.made).fingerprint().grouped();

		assertThat(confirm(DemoAccount.SUPERVISOR_YANJI, key, other)).isEqualTo(KeyComparison.DIFFERENT);
		assertThat(confirm(DemoAccount.SUPERVISOR_YANJI, key, fingerprint().substring(25)))
			.isEqualTo(KeyComparison.UNREADABLE);
		assertThat(as(DemoAccount.SUPERVISOR_YANJI, () -> this.custody.confirm(key, fingerprint())))
			.isEqualTo(KeyComparison.NEEDS_FRESH_FACTOR);

		assertThat(entry().confirmedBy()).isEmpty();
		assertThat(events("PARTNER_KEY_DIFFERED", key)).isOne();
	}

	@Test
	void aProlongedKeyCountsAtOnceAndAnOlderStateIsNotTakenBack() {
		UUID first = confirmed(upload(0, LONG));

		assertThat(upload(50, LONG.plusDays(30))).isEqualTo(new KeyUpload.Taken(entry().id(), true));
		assertThat(upload(50, LONG.plusDays(30))).isEqualTo(new KeyUpload.Refused(KeyUpload.Reason.SAME));
		assertThat(upload(0, LONG)).isEqualTo(new KeyUpload.Refused(KeyUpload.Reason.OLDER));

		assertThat(states()).containsExactly(KeyState.USABLE, KeyState.REPLACED);
		assertThat(entry().id()).isNotEqualTo(first);
		assertThat(asStaff(() -> this.keys.sealedTo(first))).as("for answers to what was sealed before")
			.hasValueSatisfying((state) -> assertThat(state.id()).isEqualTo(entry().id()));
		assertThat(events("PARTNER_KEY_REFUSED", this.partner)).isEqualTo(2);
	}

	@Test
	void anotherKeyTakesThePlaceAndTheOldOneDoesNotComeBack() {
		UUID old = confirmed(upload(0, LONG));
		PartnerKeyPair other = PartnerKeyPair.generate("Lantern", this.made);
		UUID key = taken(upload(DemoAccount.SUPERVISOR_YANJI, text(other, 0, LONG)));
		assertThat(usableId()).as("until it is compared").isEqualTo(old);

		confirm(DemoAccount.CASEWORKER_SEOUL, key, other.fingerprint().grouped());
		confirm(DemoAccount.ADMIN, key, other.fingerprint().grouped());

		assertThat(usableId()).isEqualTo(key);
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.custody.revoke(key, RevocationReason.EXPOSED))).isTrue();
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.custody.revoke(key, RevocationReason.EXPOSED)))
			.isFalse();
		assertThat(states()).containsExactly(KeyState.REVOKED, KeyState.REPLACED);
		assertThat(isUsable()).isFalse();
		assertThat(upload(DemoAccount.ADMIN, text(other, 10, LONG)))
			.isEqualTo(new KeyUpload.Refused(KeyUpload.Reason.REVOKED_BEFORE));
		assertThat(events(DemoAccount.SUPERVISOR_SEOUL, "PARTNER_KEY_REVOKED", key)).isOne();
	}

	@Test
	void theOwnersOwnRevocationCountsWithoutAFreshFactor() {
		UUID key = confirmed(upload(0, LONG));
		byte[] word = this.pair.revocation(this.made).getBytes(StandardCharsets.US_ASCII);
		byte[] others = PartnerKeyPair.generate("x", this.made)
			.revocation(this.made)
			.getBytes(StandardCharsets.US_ASCII);

		assertThat(upload(DemoAccount.ADMIN, others)).isInstanceOf(KeyUpload.Unfit.class);
		assertThat(isUsable()).isTrue();
		assertThat(as(DemoAccount.ADMIN, () -> this.custody.upload(this.partner, word)))
			.isEqualTo(new KeyUpload.Revoked(key));
		assertThat(isUsable()).isFalse();
		assertThat(asStaff(() -> this.keys.sealedTo(key))).isEmpty();
	}

	@Test
	void whatIsNoFitKeyIsRefusedWithAReasonAndAnEvent() {
		KeyUpload expired = upload(DemoAccount.ADMIN, text(this.pair, 0, Duration.ofSeconds(1)));
		assertThat(expired).isInstanceOfSatisfying(KeyUpload.Unfit.class,
				(unfit) -> assertThat(unfit.refused().reason()).isEqualTo(PartnerKeyRefused.Reason.EXPIRED));
		byte[] secret = this.pair.privateKey(this.made, this.made.plus(LONG)).getBytes(StandardCharsets.US_ASCII);
		assertThat(upload(DemoAccount.ADMIN, secret)).isInstanceOfSatisfying(KeyUpload.Unfit.class,
				(unfit) -> assertThat(unfit.refused().reason()).isEqualTo(PartnerKeyRefused.Reason.PRIVATE_KEY));

		assertThat(asStaff(() -> this.keys.of(this.partner))).isEmpty();
		assertThat(events("PARTNER_KEY_REFUSED", this.partner)).isEqualTo(2);
	}

	@Test
	void aKeyIsOnePartnersOnly() {
		taken(upload(0, LONG));
		UUID shelter = UUID.fromString("0d000000-0000-4000-8000-000000000003");

		assertThat(asFresh(DemoAccount.ADMIN, () -> this.custody.upload(shelter, text(this.pair, 0, LONG))))
			.isEqualTo(new KeyUpload.Refused(KeyUpload.Reason.OF_ANOTHER_PARTNER));
		assertThat(asFresh(DemoAccount.ADMIN, () -> this.custody.upload(UUID.randomUUID(), text(this.pair, 0, LONG))))
			.isEqualTo(new KeyUpload.UnknownPartner());
	}

	@Test
	void nothingIsSealedToAClosedPartnerOrAnExpiredKey() {
		confirmed(upload(0, LONG));

		assertThat(asStaff(() -> this.keys.usable(this.partner, this.made.plus(LONG)))).as("expired").isEmpty();
		as(DemoAccount.ADMIN, () -> this.partners.change(this.partner, PartnersTests.medicalIn("TH", false)));
		assertThat(isUsable()).isFalse();
	}

	@Test
	void whoMayNotIsRefused() {
		UUID key = taken(upload(0, LONG));
		for (DemoAccount account : List.of(DemoAccount.CASEWORKER_YANJI, DemoAccount.ANALYST,
				DemoAccount.PARTNER_CLINIC)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> upload(account, text(this.pair, 1, LONG)));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> as(account, () -> this.custody.revoke(key, RevocationReason.REPLACED)));
		}
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> confirm(DemoAccount.ANALYST, key, fingerprint()));
		assertThat(as(DemoAccount.ADMIN, () -> this.custody.upload(this.partner, text(this.pair, 1, LONG))))
			.isEqualTo(new KeyUpload.NeedsFreshFactor());
	}

	private KeyUpload upload(int later, Duration validity) {
		return upload(DemoAccount.ADMIN, text(this.pair, later, validity));
	}

	private KeyUpload upload(DemoAccount account, byte[] file) {
		return asFresh(account, () -> this.custody.upload(this.partner, file));
	}

	private byte[] text(PartnerKeyPair of, int later, Duration validity) {
		return of.publicKey(this.made.plusSeconds(later), this.made.plus(validity)).getBytes(StandardCharsets.US_ASCII);
	}

	private static UUID taken(KeyUpload upload) {
		assertThat(upload).isInstanceOf(KeyUpload.Taken.class);
		return ((KeyUpload.Taken) upload).key();
	}

	private UUID confirmed(KeyUpload upload) {
		UUID key = taken(upload);
		confirm(DemoAccount.SUPERVISOR_YANJI, key, fingerprint());
		Actor colleague = hire(DemoAccount.CASEWORKER_YANJI);
		asFresh(colleague, () -> this.custody.confirm(key, fingerprint()));
		return key;
	}

	private KeyComparison confirm(DemoAccount account, UUID key, String heard) {
		return asFresh(account, () -> this.custody.confirm(key, heard));
	}

	private String fingerprint() {
		return this.pair.fingerprint().grouped();
	}

	private KeyEntry entry() {
		return asStaff(() -> this.keys.of(this.partner)).getFirst();
	}

	private List<KeyState> states() {
		return asStaff(() -> this.keys.of(this.partner)).stream().map(KeyEntry::state).toList();
	}

	private boolean isUsable() {
		return asStaff(() -> this.keys.usable(this.partner, this.clock.instant())).isPresent();
	}

	private UUID usableId() {
		return asStaff(() -> this.keys.usable(this.partner, this.clock.instant())).orElseThrow().id();
	}

	private <T> T asStaff(Supplier<T> work) {
		return as(DemoAccount.CASEWORKER_YANJI, () -> inTransaction(work));
	}

	private long events(String action, UUID subject) {
		return events(DemoAccount.SUPERVISOR_YANJI, action, subject);
	}

	private long events(DemoAccount reader, String action, UUID subject) {
		return as(reader,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where action = ? and subject_id = ?")
							.params(action, subject)
							.query(Long.class)
							.single()));
	}

}
