package org.durumi.api;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.durumi.access.keycloak.OidcProperties;
import org.durumi.keys.SealedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** What is refused at the door, before anything is done. */
class MachineDoorTests extends ApiTest {

	private static final String ACCEPTED = "{\"answer\":\"ACCEPTED\"}";

	@Autowired
	private MachineRefusals refusals;

	@Autowired
	private SealedLog sealedLog;

	@Test
	void whoTakesNoAnswerGetsNoneAndNothingIsDone() {
		Partner partner = partner();
		UUID id = sealed(partner);
		String handoff = "/handoffs/" + id;
		assertThat(send(request(partner.token(), handoff + "/package").header("Accept", "image/png")).problem())
			.isEqualTo("urn:durumi:problem:not-acceptable");
		assertThat(state(partner, handoff)).isEqualTo("SEALED");
		assertThat(send(request(partner.token(), handoff + "/package").header("Accept", "application/*")).status())
			.isEqualTo(200);
		for (String accepted : List.of("image/png", "application/json;q=0", "nonsense")) {
			assertThat(send(request(partner.token(), handoff + "/acknowledgement").header("Accept", accepted)
				.header("Content-Type", "application/json")
				.PUT(BodyPublishers.ofString(ACCEPTED))).problem()).as(accepted)
				.isEqualTo("urn:durumi:problem:not-acceptable");
		}
		assertThat(state(partner, handoff)).isEqualTo("COLLECTED");
		assertThat(told(id)).noneMatch((event) -> event.startsWith("HANDOFF_ANSWERED"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Range: bytes=0-0", "If-None-Match: \"x\"", "If-None-Match: *", "If-Match: \"x\"",
			"If-Modified-Since: Thu, 26 Nov 2026 10:00:00 GMT", "If-Unmodified-Since: Thu, 26 Nov 2026 10:00:00 GMT",
			"If-Range: \"x\"" })
	void aPackageIsGivenWholeOrNotCollected(String header) {
		Partner partner = partner();
		UUID id = sealed(partner);
		String[] parts = header.split(": ", 2);
		assertThat(send(request(partner.token(), "/handoffs/" + id + "/package").header(parts[0], parts[1])).problem())
			.isEqualTo("urn:durumi:problem:malformed");
		assertThat(state(partner, "/handoffs/" + id)).isEqualTo("SEALED");
		assertThat(told(id)).noneMatch((event) -> event.startsWith("HANDOFF_TAKEN"));
	}

	@Test
	void headCollectsNothing() {
		Partner partner = partner();
		UUID id = sealed(partner);
		Answer answer = send(request(partner.token(), "/handoffs/" + id + "/package").HEAD());
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.header("allow")).isEqualTo("GET");
		assertThat(state(partner, "/handoffs/" + id)).isEqualTo("SEALED");
		assertThat(told(id)).noneMatch((event) -> event.startsWith("HANDOFF_TAKEN"));
	}

	@Test
	void whatIsNoPlainJsonIsRefusedHoweverLongAndWhoeverAsks() {
		Partner partner = partner();
		String handoff = "/handoffs/" + sealed(partner);
		get(partner, handoff + "/package");
		String part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + "y".repeat(200_000)
				+ "\r\n--x--\r\n";
		for (String type : List.of("multipart/form-data; boundary=x", "multipart/mixed; boundary=x",
				"application/x-www-form-urlencoded", "text/plain", "application/jsonx", "nonsense")) {
			for (String body : List.of("a=b", part)) {
				for (String token : List.of(partner.token(), "")) {
					HttpRequest.Builder request = request(token, handoff + "/acknowledgement").header("Content-Type",
							type);
					// in pieces, so that no length is told before
					assertThat(send(request.PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))).problem())
						.as(type)
						.isEqualTo("urn:durumi:problem:unsupported-media-type");
				}
			}
		}
		assertThat(
				send(request(partner.token(), handoff + "/acknowledgement").header("Content-Type", "application/json")
					.header("Content-Encoding", "gzip")
					.PUT(BodyPublishers.ofString(ACCEPTED))).problem())
			.isEqualTo("urn:durumi:problem:unsupported-media-type");
		assertThat(state(partner, handoff)).isEqualTo("COLLECTED");
		assertThat(send(request(partner.token(), handoff + "/acknowledgement")
			.header("Content-Type", "application/json; charset=UTF-8")
			.PUT(BodyPublishers.ofString(ACCEPTED))).status()).isEqualTo(200);
	}

	@Test
	void whoIsRefusedIsCountedAndSlowedDown() {
		UUID nobody = UUID.randomUUID();
		int refused = 0;
		Answer last = stranger(nobody);
		for (; last.status() == 403 && refused < 300; refused++) {
			last = stranger(nobody);
		}
		assertThat(last.problem()).isEqualTo("urn:durumi:problem:too-many-requests");
		assertThat(Integer.parseInt(last.header("retry-after"))).isBetween(1, 60);
		assertThat(counts(nobody)).containsExactly(1);
		this.refusals.tellThoseOver(Instant.MAX);
		assertThat(counts(nobody)).containsExactly(1, refused - 1);
		this.refusals.tellThoseOver(Instant.MAX);
		assertThat(counts(nobody)).hasSize(2);
	}

	@Test
	void anAddressThatComesWithNothingGoodIsSlowedDownAndNoOtherIs() throws Exception {
		NotLetIn door = new NotLetIn(2, new ProblemWriter(JsonMapper.shared()));
		assertThat(List.of(answer(door, "192.0.2.1"), answer(door, "192.0.2.1"), answer(door, "192.0.2.1")))
			.containsExactly(401, 401, 429);
		assertThat(answer(door, "192.0.2.2")).isEqualTo(401);
		assertThat(List.of(answer(door, "2001:db8::1"), answer(door, "2001:db8::2"), answer(door, "2001:db8::3")))
			.as("one network")
			.containsExactly(401, 401, 429);
		assertThat(answer(door, "2001:db8:0:1::1")).isEqualTo(401);
		assertThat(answer(door, "no address")).isEqualTo(401);
	}

	@Test
	void aTokenOfAKeyThatDoesNotExistIsABadOneHoweverOftenItComes() {
		Partner partner = partner();
		String token = ISSUER.stranger().token(partner.client(), partner.machine());
		for (int i = 0; i < 4; i++) {
			assertThat(send(token, "GET", "/handoffs", "").problem()).isEqualTo("urn:durumi:problem:unauthenticated");
		}
		assertThat(get(partner, "/handoffs").status()).isEqualTo(200);
	}

	@Test
	void aTokenIsNotCalledBadWhileNoKeyIsKnown() {
		URI nowhere = URI.create("http://127.0.0.1:1/certs");
		JwtDecoder decoder = MachineDecoder.of(new OidcProperties(nowhere, "durumi", "x", Duration.ofSeconds(1)),
				new ApiSettings("durumi-api", 120, DataSize.ofKilobytes(64), nowhere));
		String token = ISSUER.token("lantern", UUID.randomUUID());
		for (int i = 0; i < 4; i++) {
			assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(token))
				.isNotInstanceOf(BadJwtException.class);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void anOutageIsOneLineAMinuteWithHowManyRequestsItCost(CapturedOutput output) {
		AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
		Clock clock = mock(Clock.class);
		when(clock.instant()).thenAnswer((call) -> now.get());
		OutageLog outages = new OutageLog(clock);
		RuntimeException away = new DataAccessResourceFailureException("한아름", new ConnectException("한아름"));
		for (int i = 0; i < 3; i++) {
			outages.tell(away);
		}
		outages.tell(new AuthenticationServiceException("away"));
		assertThat(output.getAll()).containsOnlyOnce("cause=java.net.ConnectException requests=1")
			.contains("AuthenticationServiceException requests=1")
			.doesNotContain("requests=2");
		now.set(Instant.EPOCH.plus(OutageLog.WINDOW));
		outages.tell(away);
		assertThat(output.getAll()).contains("cause=java.net.ConnectException requests=3").doesNotContain("한아름");
	}

	@Test
	void thereAreNoMoreBucketsThanFit() {
		Buckets<Integer> buckets = new Buckets<>(1);
		assertThat(buckets.ask(0)).isEmpty();
		assertThat(buckets.ask(0)).isPresent();
		for (int i = 1; i <= Buckets.MOST; i++) {
			buckets.ask(i);
		}
		assertThat(buckets.ask(0)).as("forgotten first").isEmpty();
		assertThat(buckets.ask(Buckets.MOST)).isPresent();
	}

	private static int answer(NotLetIn door, String address) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		MockHttpServletResponse response = new MockHttpServletResponse();
		door.commence(request, response, new BadCredentialsException("none"));
		assertThat(response.getHeader("Retry-After") != null).isEqualTo(response.getStatus() == 429);
		return response.getStatus();
	}

	/** With a new token each time, as one who wants to fill the log. */
	private Answer stranger(UUID subject) {
		return send(ISSUER.token("stranger", subject), "GET", "/handoffs", "");
	}

	private String state(Partner partner, String handoff) {
		return get(partner, handoff).json().get("state").asString();
	}

	/** What the log says how many refusals were. */
	private List<Integer> counts(UUID subject) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc
			.sql("select event_id, occurred_at, detail_enc from audit.event where subject_id = ? order by event_id")
			.param(subject)
			.query((row, number) -> {
				Map<String, String> detail = this.sealedLog.open(Objects.requireNonNull(row.getObject(1, UUID.class)),
						null, YearMonth.from(row.getTimestamp(2).toInstant().atOffset(ZoneOffset.UTC)),
						row.getBytes(3));
				return Integer.valueOf(Objects.requireNonNull(detail.get("count")));
			})
			.list()));
	}

}
