package org.durumi.api;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.durumi.access.Machines;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandoffsByMachineTests extends ApiTest {

	private static final String ACCEPTED = "{\"answer\":\"ACCEPTED\"}";

	private static final String DECLINED = "{\"answer\":\"DECLINED\",\"code\":\"NO_PLACE\"}";

	@Autowired
	private HandoffMessages messages;

	@Test
	void aMachineListsFetchesAnswersAndEndsWhatIsItsOrganisations() {
		Partner partner = partner();
		UUID id = sealed(partner);
		String handoff = "/handoffs/" + id;
		JsonNode items = get(partner, "/handoffs?state=SEALED&limit=1").json().get("items");
		assertThat(items).hasSize(1);
		assertThat(items.get(0).get("id").asString()).isEqualTo(id.toString());
		assertThat(get(partner, "/handoffs?state=COMPLETED").json().get("items")).isEmpty();
		assertThat(get(partner, handoff).json().get("state").asString()).isEqualTo("SEALED");
		assertThat(put(partner, handoff + "/acknowledgement", ACCEPTED).problem())
			.isEqualTo("urn:durumi:problem:not-collected");

		Answer file = get(partner, handoff + "/package");
		assertThat(file.status()).isEqualTo(200);
		assertThat(file.body()).containsExactly(0);
		assertThat(file.header("etag")).isEqualTo("\"" + "0".repeat(64) + "\"");
		assertThat(file.header("content-type")).isEqualTo("application/octet-stream");
		assertThat(file.header("cache-control")).contains("no-store");
		assertThat(file.header("set-cookie")).isEmpty();
		assertThat(file.header("access-control-allow-origin")).isEmpty();

		Answer taken = put(partner, handoff + "/acknowledgement", ACCEPTED);
		assertThat(taken.status()).isEqualTo(200);
		assertThat(put(partner, handoff + "/acknowledgement", ACCEPTED).body()).isEqualTo(taken.body());
		assertThat(put(partner, handoff + "/acknowledgement", DECLINED).problem())
			.isEqualTo("urn:durumi:problem:too-late");
		Answer ended = put(partner, handoff + "/outcome", "{\"code\":\"DONE\"}");
		assertThat(ended.json().get("outcomeCode").asString()).isEqualTo("DONE");
		assertThat(put(partner, handoff + "/outcome", "{\"code\":\"DONE\"}").body()).isEqualTo(ended.body());
		assertThat(put(partner, handoff + "/outcome", "{\"code\":\"RETURNED\"}").status()).isEqualTo(409);
		assertThat(get(partner, handoff + "/package").problem()).isEqualTo("urn:durumi:problem:package-gone");

		assertThat(told(partner.machine())).contains("MACHINE_SIGNED_IN 0 " + partner.machine());
		assertThat(told(id)).containsSubsequence("HANDOFF_LIST_READ 0 " + partner.machine(),
				"HANDOFF_TAKEN 0 " + partner.machine(), "HANDOFF_ANSWERED 0 " + partner.machine(),
				"HANDOFF_ANSWERED 0 " + partner.machine());
	}

	@Test
	void aDeclineIsRepeatedAndNoOtherFollows() {
		Partner partner = partner();
		String handoff = "/handoffs/" + sealed(partner);
		get(partner, handoff + "/package");
		Answer declined = put(partner, handoff + "/acknowledgement", DECLINED);
		assertThat(declined.json().get("declineCode").asString()).isEqualTo("NO_PLACE");
		assertThat(put(partner, handoff + "/acknowledgement", DECLINED).body()).isEqualTo(declined.body());
		assertThat(put(partner, handoff + "/acknowledgement", DECLINED.replace("NO_PLACE", "NOT_REACHED")).status())
			.isEqualTo(409);
		assertThat(put(partner, handoff + "/acknowledgement", ACCEPTED).status()).isEqualTo(409);
	}

	@Test
	void questionsAndProgressAreWrittenOnceAndReadByBothSides() {
		Partner partner = partner();
		UUID id = sealed(partner);
		String messages = "/handoffs/" + id + "/messages";
		String progress = "{\"kind\":\"PROGRESS\",\"text\":\" 도착 \"}";
		assertThat(post(partner, messages, progress).problem()).isEqualTo("urn:durumi:problem:not-collected");
		assertThat(post(partner, messages, "{\"kind\":\"QUESTION\",\"text\":\"When?\"}").status()).isEqualTo(204);
		get(partner, "/handoffs/" + id + "/package");
		assertThat(post(partner, messages, progress).problem()).isEqualTo("urn:durumi:problem:too-late");
		put(partner, "/handoffs/" + id + "/acknowledgement", ACCEPTED);
		HttpRequest.Builder once = request(partner.token(), messages).header("Content-Type", "application/json")
			.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
		assertThat(send(once.POST(BodyPublishers.ofString(progress))).status()).isEqualTo(204);
		assertThat(send(once.POST(BodyPublishers.ofString(progress))).status()).as("again").isEqualTo(204);
		assertThat(send(once.POST(BodyPublishers.ofString(progress.replace("도착", "출발")))).problem())
			.isEqualTo("urn:durumi:problem:key-used-otherwise");
		assertThat(as(OWNER, () -> this.messages.write(id, HandoffMessages.Kind.ANSWER, "Soon.")))
			.isEqualTo(HandoffMessages.Written.DONE);
		assertThat(get(partner, messages).json().get("items").valueStream())
			.extracting((line) -> line.get("kind").asString() + " " + line.get("ours").asBoolean() + " "
					+ line.get("text").asString())
			.containsExactly("QUESTION true When?", "PROGRESS true 도착", "ANSWER false Soon.");
		assertThat(as(OWNER, () -> this.messages.read(id))).hasSize(3);
		assertThat(told(id)).filteredOn(("HANDOFF_WRITTEN 0 " + partner.machine())::equals).hasSize(2);
		put(partner, "/handoffs/" + id + "/outcome", "{\"code\":\"DONE\"}");
		assertThat(post(partner, messages, progress).problem()).isEqualTo("urn:durumi:problem:too-late");
		assertThat(get(partner, messages).json().get("items")).isEmpty();
	}

	@Test
	void aSideThatHasWrittenAsMuchAsItMayIsToldAndTheOtherWritesOn() {
		Partner partner = partner();
		UUID id = sealed(partner);
		write(id, partner, HandoffMessages.MOST - 1);
		String messages = "/handoffs/" + id + "/messages";
		String question = "{\"kind\":\"QUESTION\",\"text\":\"When?\"}";
		assertThat(post(partner, messages, question).status()).isEqualTo(204);
		assertThat(post(partner, messages, question).problem()).isEqualTo("urn:durumi:problem:too-many-messages");
		assertThat(as(OWNER, () -> this.messages.write(id, HandoffMessages.Kind.ANSWER, "Soon.")))
			.isEqualTo(HandoffMessages.Written.DONE);
	}

	@Test
	void thatOneWasStoppedIsToldAndNotWhy() {
		Partner partner = partner();
		UUID id = sealed(partner);
		String handoff = "/handoffs/" + id;
		freeze(id);
		Answer line = get(partner, handoff);
		assertThat(line.json().get("suspended").asBoolean()).isTrue();
		assertThat(new String(line.body(), StandardCharsets.UTF_8)).doesNotContain("ARREST");
		assertThat(get(partner, handoff + "/package").problem()).isEqualTo("urn:durumi:problem:suspended");
		assertThat(put(partner, handoff + "/acknowledgement", ACCEPTED).problem())
			.isEqualTo("urn:durumi:problem:suspended");
	}

	@Test
	void anothersIdIsAnsweredAsOneThatDoesNotExistAndIsAnAuditedDenial() {
		Partner partner = partner();
		Partner other = partner();
		UUID theirs = sealed(other);
		UUID nothing = UUID.randomUUID();
		List<Function<String, Answer>> acts = List.of((path) -> get(partner, path),
				(path) -> get(partner, path + "/package"), (path) -> put(partner, path + "/acknowledgement", ACCEPTED),
				(path) -> put(partner, path + "/acknowledgement", DECLINED),
				(path) -> put(partner, path + "/outcome", "{\"code\":\"DONE\"}"),
				(path) -> get(partner, path + "/messages"),
				(path) -> post(partner, path + "/messages", "{\"kind\":\"QUESTION\",\"text\":\"Who?\"}"));
		String denied = "DENIED 1 " + partner.machine();
		for (int i = 0; i < acts.size(); i++) {
			Answer unknown = acts.get(i).apply("/handoffs/" + nothing);
			for (String path : List.of("/handoffs/" + theirs, "/handoffs/no-id")) {
				Answer answer = acts.get(i).apply(path);
				assertThat(answer.status()).isEqualTo(404).isEqualTo(unknown.status());
				assertThat(answer.body()).isEqualTo(unknown.body());
				assertThat(answer.whole().headers().map().keySet()).isEqualTo(unknown.whole().headers().map().keySet());
			}
			assertThat(told(theirs)).filteredOn(denied::equals).hasSize(i + 1);
			assertThat(told(nothing)).filteredOn(denied::equals).hasSize(i + 1);
		}
		assertThat(get(partner, "/handoffs").json().get("items")).isEmpty();
		assertThat(get(other, "/handoffs/" + theirs).json().get("state").asString()).isEqualTo("SEALED");
	}

	@Test
	void aTokenThatIsNotKeycloaksForThisIsNone() {
		Partner partner = partner();
		List<String> tokens = List.of("", "x.y.z", partner.token() + "x",
				ISSUER.impostor().token(partner.client(), partner.machine()),
				ISSUER.token(partner.client(), partner.machine(),
						(claims) -> claims.issuer("http://localhost:2/realms/durumi")),
				ISSUER.token(partner.client(), partner.machine(), (claims) -> claims.audience(List.of("durumi"))),
				ISSUER.token(partner.client(), partner.machine(), (claims) -> claims.claim("typ", "ID")),
				ISSUER.token(partner.client(), partner.machine(),
						(claims) -> claims.claims((all) -> all.remove("jti"))),
				ISSUER.token(partner.client(), partner.machine(),
						(claims) -> claims.issuedAt(Instant.EPOCH).expiresAt(Instant.EPOCH.plusSeconds(300))),
				// {"alg":"none"} and no signature
				"eyJhbGciOiJub25lIn0." + partner.token().split("[.]")[1] + ".");
		for (String token : tokens) {
			Answer refused = send(token, "GET", "/handoffs", "");
			assertThat(refused.status()).isEqualTo(401);
			assertThat(refused.problem()).isEqualTo("urn:durumi:problem:unauthenticated");
			assertThat(refused.header("www-authenticate")).isEqualTo("Bearer");
		}
		assertThat(told(partner.machine())).doesNotContain("MACHINE_SIGNED_IN 0 " + partner.machine());
		assertThat(get(partner, "/handoffs").status()).isEqualTo(200);
	}

	@Test
	void aPersonsTokenAndThatOfAnUnregisteredClientAreRefusedAndAudited() {
		Partner partner = partner();
		UUID person = hire(DemoAccount.PARTNER_CLINIC).id();
		String hers = ISSUER.token("durumi", person);
		String through = ISSUER.token(partner.client(), person);
		String others = ISSUER.token(partner().client(), partner.machine());
		for (String token : List.of(hers, through, others, hers)) {
			assertThat(send(token, "GET", "/handoffs", "").problem()).isEqualTo("urn:durumi:problem:not-registered");
		}
		assertThat(told(person)).filteredOn((event) -> event.startsWith("MACHINE_REFUSED 1"))
			.as("once a client and account")
			.hasSize(2);
		assertThat(told(partner.machine())).filteredOn((event) -> event.startsWith("MACHINE_REFUSED 1")).hasSize(1);
	}

	@Test
	void aMachineThatIsShutOutIsOutWithTheTokenItHas() {
		Partner partner = partner();
		assertThat(get(partner, "/handoffs").status()).isEqualTo(200);
		assertThat(as(DemoAccount.ADMIN, () -> this.machines.disable(partner.machine())))
			.isEqualTo(Machines.Outcome.DONE);
		assertThat(get(partner, "/handoffs").status()).isEqualTo(403);
		assertThat(as(DemoAccount.ADMIN, () -> this.machines.enable(partner.machine())))
			.isEqualTo(Machines.Outcome.NEEDS_FRESH_FACTOR);
		asFresh(DemoAccount.ADMIN, () -> this.machines.enable(partner.machine()));
		assertThat(get(partner, "/handoffs").status()).isEqualTo(200);
		assertThat(told(partner.machine())).extracting((event) -> event.split(" ")[0])
			.containsExactly("MACHINE_REGISTERED", "MACHINE_SIGNED_IN", "HANDOFF_LIST_READ", "MACHINE_DISABLED",
					"MACHINE_REFUSED", "MACHINE_ENABLED", "MACHINE_SIGNED_IN", "HANDOFF_LIST_READ");
		assertThat(as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = 'SESSION_ENDED'")
					.param(partner.machine())
					.query(Long.class)
					.single())))
			.isOne();
	}

	@Test
	void whatIsNotAsDescribedIsRefused() {
		Partner partner = partner();
		String handoff = "/handoffs/" + sealed(partner);
		for (String path : List.of("/handoffs?state=DRAFT", "/handoffs?state=0", "/handoffs?limit=0",
				"/handoffs?limit=101", "/handoffs?limit=x", "/handoffs?offset=-1", "/handoffs?offset=100001")) {
			assertThat(get(partner, path).problem()).as(path).isEqualTo("urn:durumi:problem:malformed");
		}
		for (String body : List.of("", "{", "[]", "null", "{}", "{\"answer\":\"DECLINED\"}", "{\"answer\":3}",
				"{\"answer\":\"ACCEPTED\",\"code\":\"NO_PLACE\"}", "{\"answer\":\"DECLINED\",\"code\":0}",
				"{\"answer\":\"SEALED\"}", "{\"answer\":\"ACCEPTED\",\"declineCode\":\"NO_PLACE\"}",
				"{\"answer\":\"DECLINED\",\"code\":\"NO_PLACE\",\"answer\":\"ACCEPTED\"}")) {
			Answer answer = send(
					request(partner.token(), handoff + "/acknowledgement").header("Content-Type", "application/json")
						.PUT(BodyPublishers.ofString(body)));
			assertThat(answer.problem()).as(body).isEqualTo("urn:durumi:problem:malformed");
		}
		assertThat(put(partner, handoff + "/outcome", "{\"code\":\"DONE\",\"note\":\"x\"}").problem())
			.isEqualTo("urn:durumi:problem:malformed");
		String question = "{\"kind\":\"QUESTION\",\"text\":\"When?\",\"text\":\"Who?\"}";
		for (String body : List.of(question, question.replaceFirst("text", "note"))) {
			assertThat(post(partner, handoff + "/messages", body).problem()).isEqualTo("urn:durumi:problem:malformed");
		}
		assertThat(send(request(partner.token(), handoff + "/outcome").header("Content-Type", "text/plain")
			.PUT(BodyPublishers.ofString("DONE"))).problem()).isEqualTo("urn:durumi:problem:unsupported-media-type");
		byte[] large = ("{\"answer\":\"ACCEPTED\"," + " ".repeat(70_000) + "\"x\":0}").getBytes(StandardCharsets.UTF_8);
		assertThat(
				send(request(partner.token(), handoff + "/acknowledgement").header("Content-Type", "application/json")
					.PUT(BodyPublishers.ofByteArray(large))).problem())
			.isEqualTo("urn:durumi:problem:too-large");
		assertThat(
				send(request(partner.token(), handoff + "/acknowledgement").header("Content-Type", "application/json")
					.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))).problem())
			.as("in pieces")
			.isEqualTo("urn:durumi:problem:too-large");
		assertThat(get(partner, "/cases").problem()).isEqualTo("urn:durumi:problem:not-found");
		assertThat(send(partner.token(), "DELETE", handoff, "").problem()).isEqualTo("urn:durumi:problem:not-found");
		assertThat(get(partner, handoff).json().get("state").asString()).isEqualTo("SEALED");
	}

	@Test
	void whoAsksTooOftenWaitsAndNobodyElseDoes() {
		Partner partner = partner();
		Answer last = get(partner, "/handoffs?limit=1");
		for (int i = 0; i < 300 && last.status() == 200; i++) {
			last = get(partner, "/handoffs?limit=1");
		}
		assertThat(last.problem()).isEqualTo("urn:durumi:problem:too-many-requests");
		assertThat(Integer.parseInt(last.header("retry-after"))).isBetween(1, 60);
		// half a second later it may ask once more
		String other = ISSUER.token(partner.client(), partner.machine());
		assertThat(IntStream.range(0, 20).map((i) -> send(other, "GET", "/handoffs", "").status()))
			.as("another token of the same machine")
			.contains(429);
		assertThat(get(partner(), "/handoffs").status()).isEqualTo(200);
	}

	@Test
	void anAdministratorAloneRegistersAMachineOnceAndForAPartner() {
		UUID subject = UUID.randomUUID();
		UUID partner = partner().id();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(SUPERVISOR, () -> this.machines.register(partner, "gate-one", subject)));
		assertThat(as(DemoAccount.ADMIN, () -> this.machines.register(partner, "gate-one", subject)))
			.isEqualTo(Machines.Outcome.NEEDS_FRESH_FACTOR);
		String client = "gate-" + subject;
		asFresh(DemoAccount.ADMIN, () -> {
			assertThat(this.machines.register(partner, "Gate one", subject)).isEqualTo(Machines.Outcome.NOT_A_CLIENT);
			assertThat(this.machines.register(UUID.randomUUID(), client, subject)).isEqualTo(Machines.Outcome.UNKNOWN);
			assertThat(this.machines.register(partner, client, DemoAccount.PARTNER_CLINIC.subject())).as("a person")
				.isEqualTo(Machines.Outcome.TAKEN);
			assertThat(this.machines.register(partner, client, subject)).isEqualTo(Machines.Outcome.DONE);
			assertThat(this.machines.register(partner, client, UUID.randomUUID())).isEqualTo(Machines.Outcome.TAKEN);
			assertThat(this.machines.register(partner, client + "x", subject)).isEqualTo(Machines.Outcome.TAKEN);
			assertThat(this.machines.disable(UUID.randomUUID())).isEqualTo(Machines.Outcome.UNKNOWN);
			return true;
		});
	}

}
