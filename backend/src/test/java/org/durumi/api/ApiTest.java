package org.durumi.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.DurumiApplication;
import org.durumi.access.Machines;
import org.durumi.access.StaffAdministration;
import org.durumi.actor.SessionRef;
import org.durumi.inbound.HoldingArea;
import org.durumi.inbound.NotTaken;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyUpload;
import org.durumi.partners.PartnerChange;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.Partners;
import org.durumi.reference.Language;
import org.durumi.security.handoff.PartnerKeyPair;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.PlantedHandoff;
import org.durumi.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A test that asks over HTTP, as a partner's machine does. */
@SpringBootTest(classes = DurumiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class ApiTest extends CaseTest {

	/** As little as can be told. */
	static final String REFERRAL = """
			{"hangul":"남보라","phone":"13900001111","urgency":"DAYS","help":"A safe place.","agreedBy":"ORALLY",
			"agreedOn":"2026-07-01","agreedTo":"Yes.","reference":"LH-17"}""";

	static final Issuer ISSUER = Issuer.start();

	static final JsonMapper JSON = JsonMapper.shared();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@Autowired
	Machines machines;

	@Autowired
	HoldingArea holding;

	@Autowired
	private StaffAdministration staff;

	@Autowired
	private Partners partners;

	@Autowired
	private KeyCustody custody;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void keys(DynamicPropertyRegistry registry) {
		registry.add("durumi.api.keys", ISSUER::keys);
	}

	/** A partner organisation with a key and a machine that has a token. */
	record Partner(UUID id, UUID key, String client, UUID machine, String token) {
	}

	Partner partner() {
		String name = "Lantern " + UUID.randomUUID();
		UUID id = asFresh(DemoAccount.ADMIN, () -> {
			this.staff.addPartner(name);
			UUID made = this.partners.all()
				.stream()
				.filter((one) -> one.name().equals(name))
				.findFirst()
				.orElseThrow()
				.id();
			this.partners.change(made, new PartnerChange(EnumSet.allOf(PartnerFunction.class), Set.of("TH"),
					Language.ENGLISH, true, null));
			return made;
		});
		Instant now = Clock.systemUTC().instant().minusSeconds(100);
		byte[] text = PartnerKeyPair.generate("Lantern", now)
			.publicKey(now, now.plus(Duration.ofDays(200)))
			.getBytes(StandardCharsets.US_ASCII);
		UUID key = ((KeyUpload.Taken) asFresh(DemoAccount.ADMIN, () -> this.custody.upload(id, text))).key();
		return machine(id, key);
	}

	/** Another machine of the same partner, which has asked for nothing yet. */
	Partner another(Partner partner) {
		return machine(partner.id(), partner.key());
	}

	private Partner machine(UUID partner, UUID key) {
		UUID machine = UUID.randomUUID();
		String client = "lantern-" + machine;
		assertThat(asFresh(DemoAccount.ADMIN, () -> this.machines.register(partner, client, machine)))
			.isEqualTo(Machines.Outcome.DONE);
		return new Partner(partner, key, client, machine, ISSUER.token(client, machine));
	}

	/**
	 * A sealed handoff to the partner, whose package is one byte; nothing was said yet.
	 */
	UUID sealed(Partner to) {
		try (Connection superuser = TestDatabase.connect("postgres")) {
			UUID id = PlantedHandoff
				.in(superuser, "SEALED", "MEDICAL_REFERRAL", registered().value(), to.id(), to.key(),
						Duration.ofHours(1))
				.id();
			change(superuser, id, "delete from handoffs.message where id = '%1$s'");
			return id;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Stops one, as an arrest does. */
	void freeze(UUID handoff) {
		try (Connection superuser = TestDatabase.connect("postgres")) {
			change(superuser, handoff, "update handoffs.handoff set frozen_at = now() where id = '%1$s'",
					"update handoffs.handoff_case set frozen_why = '{ARREST}' where id = '%1$s'");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** So many messages of the partner's, which nobody can open. */
	void write(UUID handoff, Partner partner, int times) {
		try (Connection superuser = TestDatabase.connect("postgres")) {
			change(superuser, handoff,
					"""
							insert into handoffs.message (id, message_id, kind, author, author_org, content, row_key, wrapping_key_id)
							select '%%1$s', uuidv7(), 'QUESTION', '%s', '%s', '\\x00', '\\x00', '' from generate_series(1, %d)"""
						.formatted(partner.machine(), partner.id(), times));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** So many whom the partner handed in and whose content nobody can open. */
	void waiting(Partner partner, int times) {
		try (Connection superuser = TestDatabase.connect("postgres")) {
			for (int i = 0; i < times; i++) {
				change(superuser, UUID.randomUUID(), """
						insert into inbound.referral (id, partner_id, handed_by, decide_by, urgency, reference, row_key,
							wrapping_key_id)
						values ('%%1$s', '%s', '%s', now() + interval '1 day', 'DAYS', '\\x00', '\\x00', '')"""
					.formatted(partner.id(), partner.machine()));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void change(Connection superuser, UUID handoff, String... changes) throws SQLException {
		superuser.setAutoCommit(false);
		String session = HexFormat.of().formatHex(SessionRef.random().bytes());
		List<String> all = new ArrayList<>(
				List.of("select set_config('durumi.actor', access.system_actor('MIGRATION')::text, true)",
						"select audit.open_session('\\x%2$s')"));
		all.addAll(List.of(changes));
		all.add("""
				insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
					subject_type, subject_id, detail_sha256)
				values (uuidv7(), 1, access.actor(), access.actor(), '\\x%2$s', 0,
					'MIGRATED', 0, 'HANDOFF', '%1$s', sha256(''))""");
		for (String sql : all) {
			try (Statement statement = superuser.createStatement()) {
				statement.execute(sql.formatted(handoff, session));
			}
		}
		superuser.commit();
	}

	/** Somebody whom the partner's machine handed to us. */
	UUID handedIn(Partner partner) {
		Answer answer = post(another(partner), "/referrals", REFERRAL);
		assertThat(answer.status()).isEqualTo(201);
		return UUID.fromString(answer.json().get("id").asString());
	}

	/** Nothing goes to the partner or comes from it any more. */
	void close(Partner partner) {
		as(DemoAccount.ADMIN, () -> this.partners.change(partner.id(),
				new PartnerChange(EnumSet.allOf(PartnerFunction.class), Set.of("TH"), Language.ENGLISH, false, null)));
	}

	/** A caseworker says no. */
	UUID declined(UUID referral) {
		assertThat(as(OWNER, () -> this.holding.decline(referral, NotTaken.NO_PLACE)))
			.isEqualTo(HoldingArea.Declined.DONE);
		return referral;
	}

	/** What came back. */
	record Answer(int status, byte[] body, HttpResponse<byte[]> whole) {

		JsonNode json() {
			return JSON.readTree(this.body);
		}

		String problem() {
			assertThat(header("content-type")).isEqualTo("application/problem+json");
			return json().get("type").asString();
		}

		String header(String name) {
			return this.whole.headers().firstValue(name).orElse("");
		}

	}

	Answer get(Partner asker, String path) {
		return send(asker.token(), "GET", path, "");
	}

	Answer put(Partner asker, String path, String json) {
		return send(asker.token(), "PUT", path, json);
	}

	/** With a new key. */
	Answer post(Partner asker, String path, String json) {
		return send(request(asker.token(), path).header(IdempotentPosts.HEADER, "\"" + UUID.randomUUID() + "\"")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	Answer send(String token, String method, String path, String json) {
		HttpRequest.Builder request = request(token, path).method(method,
				json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
		return send((json.isEmpty()) ? request : request.header("Content-Type", "application/json"));
	}

	String address() {
		return "http://localhost:" + this.port;
	}

	HttpRequest.Builder request(String token, String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + "/api/v1" + path));
		return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
	}

	Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
			return new Answer(response.statusCode(), response.body(), response);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** What the log holds about a subject, by a supervisor's desk. */
	List<String> told(UUID subject) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc.sql(
				"select action || ' ' || outcome || ' ' || actor_id from audit.event where subject_id = ? order by event_id")
			.param(subject)
			.query(String.class)
			.list()));
	}

}
