package org.durumi.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;

import org.durumi.inbound.ReferralDraft;
import org.durumi.people.Birth;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A partner's machine hands survivors to us. */
class ReferralsByMachineTests extends ApiTest {

	@Test
	void whatItTellsReachesUsAndDoesNotComeBack() {
		Partner partner = partner();
		String key = "\"" + UUID.randomUUID() + "\"";
		Answer first = handIn(partner, key, REFERRAL);
		assertThat(first.status()).isEqualTo(201);
		assertThat(handIn(partner, key, REFERRAL).json()).as("done once").isEqualTo(first.json());
		String otherwise = REFERRAL.replace("{", "{\"languages\":[],\"sex\":\"FEMALE\",");
		assertThat(handIn(partner, key, otherwise).problem()).isEqualTo("urn:durumi:problem:key-used-otherwise");
		String reference = "\"reference\":\"LH-17\"";
		String reordered = REFERRAL.replace("," + reference, "").replace("{", "{ " + reference + ",");
		assertThat(handIn(partner, key, reordered).json()).as("in another order").isEqualTo(first.json());
		assertThat(get(partner, "/referrals").json().get("items")).hasSize(1);

		UUID id = UUID.fromString(first.json().get("id").asString());
		ReferralDraft told = as(OWNER, () -> this.holding.open(id)).orElseThrow();
		assertThat(told.identity().hangul()).isEqualTo("남보라");
		Answer line = get(partner, "/referrals/" + id);
		assertThat(line.json().get("reference").asString()).isEqualTo("LH-17");
		assertThat(line.json().toString()).doesNotContain("남보라", "13900001111", "safe place");

		assertThat(send(partner.token(), "DELETE", "/referrals/" + id, "").status()).isEqualTo(204);
		assertThat(send(partner.token(), "DELETE", "/referrals/" + id, "").status()).as("once more").isEqualTo(204);
		assertThat(get(partner, "/referrals/" + id).json().get("state").asString()).isEqualTo("WITHDRAWN");
		UUID declined = declined(handedIn(partner));
		assertThat(send(partner.token(), "DELETE", "/referrals/" + declined, "").problem())
			.isEqualTo("urn:durumi:problem:referral-decided");
		assertThat(get(partner, "/referrals/" + declined).json().get("declineCode").asString()).isEqualTo("NO_PLACE");
	}

	@Test
	void anotherPartnersIsNotThereAndThatItWasTriedIsTold() {
		UUID theirs = handedIn(partner());
		Partner partner = partner();
		for (String method : List.of("GET", "DELETE")) {
			Answer answer = send(partner.token(), method, "/referrals/" + theirs, "");
			assertThat(answer.body())
				.isEqualTo(send(partner.token(), method, "/referrals/" + UUID.randomUUID(), "").body());
			assertThat(answer.problem()).isEqualTo("urn:durumi:problem:not-found");
		}
		assertThat(told(theirs)).filteredOn(("DENIED 1 " + partner.machine())::equals).hasSize(2);
		assertThat(as(OWNER, () -> this.holding.open(theirs))).isPresent();
	}

	@Test
	void aFieldThatIsNotDescribedRefusesTheWholeAndWhatCannotBeIsNamed() {
		Partner partner = partner();
		for (String body : List.of(REFERRAL.replace("\"reference\"", "\"caseNumber\""), "[]", "null",
				REFERRAL.replace("{", "{\"help\":\"A doctor, tonight.\","), REFERRAL.replace("\"LH-17\"", "17"),
				REFERRAL.replace("\"LH-17\"", "\"남보라\""), REFERRAL.replace("LH-17", "Nam-Bo-Ra-1"),
				REFERRAL.replace("\"DAYS\"", "0"), REFERRAL.replace("2026-07-01", "2026-02-30"),
				REFERRAL.replace("\"Yes.\"", "\"\""), REFERRAL.replace("2026-07-01", ""))) {
			assertThat(post(partner, "/referrals", body).problem()).as(body).isEqualTo("urn:durumi:problem:malformed");
		}
		assertThat(post(partner, "/referrals", REFERRAL.replace("hangul", "codeWord").replace("phone", "safeTimes"))
			.problem()).isEqualTo("urn:durumi:problem:nobody-named");
		assertThat(post(partner, "/referrals", REFERRAL.replace("2026-07-01", "2999-01-01")).problem())
			.isEqualTo("urn:durumi:problem:agreed-in-future");
		assertThat(post(partner, "/referrals", REFERRAL.replace("\"agreedOn\":\"2026-07-01\",", "")).problem())
			.isEqualTo("urn:durumi:problem:agreed-day-missing");
		assertThat(post(partner, "/referrals", REFERRAL.replace("{", "{\"birth\":\"2026-08\",")).problem())
			.isEqualTo("urn:durumi:problem:agreed-before-birth");
		assertThat(post(partner, "/referrals", REFERRAL.replace("{", "{\"birth\":\"1700\",")).problem())
			.isEqualTo("urn:durumi:problem:birth-impossible");
		assertThat(get(partner, "/referrals").json().get("items")).isEmpty();
		Answer aged = post(partner, "/referrals", REFERRAL.replace("{", "{\"age\":30,\"languages\":[\"KOREAN\"],"));
		UUID id = UUID.fromString(aged.json().get("id").asString());
		assertThat(as(OWNER, () -> this.holding.open(id)).orElseThrow().identity().birth())
			.isInstanceOf(Birth.Estimated.class);
	}

	@Test
	void aPartnerOfWhomSoManyWaitHandsInNobodyUntilOneIsDecided() {
		Partner partner = partner();
		UUID first = handedIn(partner);
		waiting(partner, 49);
		assertThat(post(partner, "/referrals", REFERRAL).problem()).isEqualTo("urn:durumi:problem:too-many-waiting");
		assertThat(handedIn(partner())).as("another's").isNotNull();
		declined(first);
		assertThat(post(partner, "/referrals", REFERRAL).status()).isEqualTo(201);
	}

	@Test
	void aClosedPartnerIsTold() {
		Partner partner = partner();
		close(partner);
		assertThat(post(partner, "/referrals", REFERRAL).problem()).isEqualTo("urn:durumi:problem:closed");
		assertThat(get(partner, "/referrals").json().get("items")).isEmpty();
	}

	private Answer handIn(Partner partner, String key, String body) {
		return send(request(partner.token(), "/referrals").header(IdempotentPosts.HEADER, key)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

}
