package org.durumi.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.PartnerKeys;
import org.durumi.security.handoff.PartnerKeyPair;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class SamplePartnersTests extends DatabaseTest {

	@Autowired
	private PartnerKeys keys;

	@Autowired
	private KeyCustody custody;

	@Autowired
	private SampleStaff staff;

	@Autowired
	private Clock clock;

	@TempDir
	private Path directory;

	@Test
	void theClinicsKeyIsTakenOnceAndANewOneAfterIt() throws IOException {
		PartnerKeyPair first = confirmed();
		PartnerKeyPair second = confirmed();

		List<KeyEntry> entries = as(DemoAccount.CASEWORKER_YANJI, () -> this.keys.of(SamplePartners.CLINIC));
		assertThat(entries).extracting(KeyEntry::state).startsWith(KeyState.USABLE, KeyState.REPLACED);
		assertThat(entries).extracting(KeyEntry::fingerprint).startsWith(second.fingerprint(), first.fingerprint());
	}

	private PartnerKeyPair confirmed() throws IOException {
		Instant now = this.clock.instant().minusSeconds(10);
		PartnerKeyPair pair = PartnerKeyPair.generate("Clinic", now);
		Path file = Files.writeString(this.directory.resolve("key.asc"),
				pair.publicKey(now, now.plus(Duration.ofDays(90))));
		SamplePartners partners = new SamplePartners(this.keys, this.custody, this.staff,
				new SampleSettings(0, 0, file), this.clock);
		partners.confirmKey();
		partners.confirmKey();
		return pair;
	}

}
