package org.durumi.api;

import java.io.File;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.UUID;

import org.durumi.api.client.DescriptionApi;
import org.durumi.api.client.HandoffsApi;
import org.durumi.api.client.ReferralsApi;
import org.durumi.api.client.http.ApiClient;
import org.durumi.api.client.http.ApiException;
import org.durumi.api.client.model.Acknowledgement;
import org.durumi.api.client.model.DeclineCode;
import org.durumi.api.client.model.Handoff;
import org.durumi.api.client.model.Message;
import org.durumi.api.client.model.MessageKind;
import org.durumi.api.client.model.NewMessage;
import org.durumi.api.client.model.NewReferral;
import org.durumi.api.client.model.Outcome;
import org.durumi.api.client.model.OutcomeCode;
import org.durumi.api.client.model.Problem;
import org.durumi.api.client.model.Referral;
import org.durumi.api.client.model.Urgency;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A client that the build made from the description, as a partner would, does all there
 * is to do and is told why when it is refused.
 */
class GeneratedClientTests extends ApiTest {

	private static final Acknowledgement ACCEPTED = new Acknowledgement().answer(Acknowledgement.AnswerEnum.ACCEPTED);

	@Test
	void fromTheListToTheOutcome() throws Exception {
		Partner partner = partner();
		UUID id = sealed(partner);
		HandoffsApi api = new HandoffsApi(client(partner.token()));
		assertThat(new DescriptionApi(client("")).getDescription()).isNotNull();
		assertThat(api.listHandoffs("SEALED", 0, 50).getItems()).extracting(Handoff::getId).containsExactly(id);
		assertThat(api.listHandoffs(null, null, null).getNext()).isNull();
		assertThat(api.getHandoff(id).getSealed().getLength()).isEqualTo(64);

		File file = api.fetchPackage(id);
		assertThat(file).hasBinaryContent(new byte[1]);
		Files.delete(file.toPath());
		Handoff accepted = api.acknowledgeHandoff(id, ACCEPTED);
		assertThat(accepted.getState()).isEqualTo(Handoff.StateEnum.ACCEPTED);
		assertThat(accepted.getAnsweredAt()).isNotNull();
		assertThat(api.acknowledgeHandoff(id, ACCEPTED)).isEqualTo(accepted);

		String key = key();
		NewMessage progress = new NewMessage().kind(MessageKind.PROGRESS).text("도착했습니다.");
		api.writeMessage(id, key, progress);
		api.writeMessage(id, key, progress);
		api.writeMessage(id, key(), new NewMessage().kind(MessageKind.QUESTION).text("Until when?"));
		assertThat(api.listMessages(id).getItems()).extracting(Message::getText)
			.containsExactly("도착했습니다.", "Until when?");
		assertThat(api.completeHandoff(id, new Outcome().code(OutcomeCode.DONE)).getOutcomeCode())
			.isEqualTo(OutcomeCode.DONE);
	}

	@Test
	void aDecline() throws Exception {
		Partner partner = partner();
		UUID id = sealed(partner);
		HandoffsApi api = new HandoffsApi(client(partner.token()));
		Files.delete(api.fetchPackage(id).toPath());
		Handoff declined = api.acknowledgeHandoff(id,
				new Acknowledgement().answer(Acknowledgement.AnswerEnum.DECLINED).code(DeclineCode.NO_PLACE));
		assertThat(declined.getState()).isEqualTo(Handoff.StateEnum.DECLINED);
		assertThat(declined.getDeclineCode()).isEqualTo(DeclineCode.NO_PLACE);
	}

	@Test
	void somebodyIsHandedInOnceAndTakenBack() throws Exception {
		ReferralsApi api = new ReferralsApi(client(partner().token()));
		NewReferral told = new NewReferral().hangul("남보라")
			.urgency(Urgency.DAYS)
			.help("A safe place.")
			.agreedBy(NewReferral.AgreedByEnum.ORALLY)
			.agreedOn(LocalDate.of(2026, 7, 1))
			.agreedTo("Yes.")
			.reference("LH-17");
		String key = key();
		UUID id = api.handIn(key, told).getId();
		assertThat(api.handIn(key, told).getId()).isEqualTo(id);
		assertThat(api.listReferrals(null, null).getItems()).extracting(Referral::getId).containsExactly(id);
		assertThat(api.getReferral(id).getReference()).isEqualTo("LH-17");
		api.withdrawReferral(id);
		assertThat(api.getReferral(id).getState()).isEqualTo(Referral.StateEnum.WITHDRAWN);
		api.withdrawReferral(id);
		refuses(422, "nobody-named", () -> api.handIn(key(), told.hangul(null)));
	}

	@Test
	void everyRefusalIsAProblemThatTheClientReads() throws Exception {
		Partner partner = partner();
		UUID id = sealed(partner);
		HandoffsApi api = new HandoffsApi(client(partner.token()));
		NewMessage question = new NewMessage().kind(MessageKind.QUESTION).text("Who comes along?");
		String key = key();
		api.writeMessage(id, key, question);
		refuses(400, "malformed", () -> api.listHandoffs("DRAFT", 0, 50));
		refuses(400, "malformed", () -> api.writeMessage(id, "no key", question));
		refuses(401, "unauthenticated", () -> new HandoffsApi(client("x")).listHandoffs(null, null, null));
		refuses(403, "not-registered",
				() -> new HandoffsApi(client(ISSUER.token("nobody", UUID.randomUUID()))).getHandoff(id));
		refuses(404, "not-found", () -> api.getHandoff(UUID.randomUUID()));
		refuses(404, "not-found", () -> new HandoffsApi(client(partner().token())).fetchPackage(id));
		refuses(409, "not-collected", () -> api.acknowledgeHandoff(id, ACCEPTED));
		refuses(422, "key-used-otherwise",
				() -> api.writeMessage(id, key, new NewMessage().kind(MessageKind.ANSWER).text("She does.")));
		freeze(id);
		refuses(409, "suspended", () -> api.fetchPackage(id));
	}

	/** A call of the client. */
	@FunctionalInterface
	private interface Call {

		void run() throws ApiException;

	}

	private void refuses(int status, String type, Call call) throws Exception {
		ApiException refused = catchThrowableOfType(ApiException.class, call::run);
		assertThat(refused.getCode()).isEqualTo(status);
		Problem problem = client("").getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
		assertThat(problem.getType()).isEqualTo("urn:durumi:problem:" + type);
		assertThat(problem.getStatus()).isEqualTo(status);
	}

	private ApiClient client(String token) {
		ApiClient client = new ApiClient();
		client.updateBaseUri(address());
		if (!token.isEmpty()) {
			client.setRequestInterceptor((request) -> request.setHeader("Authorization", "Bearer " + token));
		}
		return client;
	}

	private static String key() {
		return "\"" + UUID.randomUUID() + "\"";
	}

}
