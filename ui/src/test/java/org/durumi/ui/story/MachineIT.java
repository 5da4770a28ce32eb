package org.durumi.ui.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.ws.rs.core.Response;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A partner's machine with a real Keycloak's token, beside the screens. */
class MachineIT extends BrowserTest {

	private static final String NOT_REGISTERED = "urn:durumi:problem:not-registered";

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = JsonMapper.shared();

	@Test
	void theDemosClientIsLetInByItsSecretAndLeavesNoSession() throws Exception {
		HttpResponse<String> list = get("/handoffs", clinic());
		assertThat(list.statusCode()).isEqualTo(200);
		assertThat(this.json.readTree(list.body()).has("items")).isTrue();
		assertThat(list.headers().firstValue("set-cookie")).isEmpty();
		assertThat(get("/openapi", "").statusCode()).isEqualTo(200);
		assertThat(get("/handoffs", "").statusCode()).isEqualTo(401);
		HttpResponse<String> elsewhere = get("/my-day", clinic());
		assertThat(elsewhere.statusCode()).isEqualTo(404);
		assertThat(elsewhere.body()).contains("urn:durumi:problem:not-found");
	}

	@Test
	void aPersonsTokenAndAClientOfKeycloaksAloneAreRefusedUntilAnAdministratorRegistersIt() throws Exception {
		String id = "new-machine-" + UUID.randomUUID();
		RealmResource realm = keycloakAdministrator().realm("durumi");
		ClientRepresentation client = new ClientRepresentation();
		client.setClientId(id);
		client.setSecret("a secret of a test");
		client.setServiceAccountsEnabled(true);
		// no client that is made as the guide says lets a person in
		client.setDirectAccessGrantsEnabled(true);
		ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
		audience.setName("audience");
		audience.setProtocol("openid-connect");
		audience.setProtocolMapper("oidc-audience-mapper");
		audience.setConfig(Map.of("included.custom.audience", "durumi-api", "access.token.claim", "true"));
		client.setProtocolMappers(List.of(audience));
		String made;
		try (Response answer = realm.clients().create(client)) {
			made = CreatedResponseUtil.getCreatedId(answer);
		}
		String account = realm.clients().get(made).getServiceAccountUser().getId();
		String machine = "client_id=" + id + "&client_secret=a+secret+of+a+test";
		assertThat(get("/handoffs", token("grant_type=client_credentials&" + machine)).body()).contains(NOT_REGISTERED);

		Hand admin = new Hand(signedInAt("admin", "machines"));
		assertThat(admin.button("Register a machine")).hasCount(0);
		admin.showsThatItIsHer("machines");
		admin.press("Register a machine");
		admin.choose("Organisation", "Clinic of the Two Rivers");
		admin.write("Client id at Keycloak", id);
		admin.write("Id of its service account", "x");
		admin.press("Register");
		admin.sees("That is not an id");
		admin.write("Id of its service account", account);
		admin.confirm("Register");
		admin.sees(id);
		looksRight(admin.page(), "machines");

		String let = token("grant_type=client_credentials&" + machine);
		assertThat(get("/handoffs", let).statusCode()).isEqualTo(200);
		String hers = token("grant_type=password&username=partner-clinic&password=" + PASSWORD + "&" + machine);
		assertThat(get("/handoffs", hers).body()).as("a person's, through the same client").contains(NOT_REGISTERED);

		admin.press("Shut out now: " + id);
		assertThat(admin.button("Let in again: " + id)).isVisible();
		assertThat(get("/handoffs", let).body()).contains(NOT_REGISTERED);
	}

	private String clinic() throws IOException, InterruptedException {
		return token(
				"grant_type=client_credentials&client_id=partner-clinic-api&client_secret=durumi-demo-secret-of-the-clinic");
	}

	private String token(String form) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak().issuer() + "/protocol/openid-connect/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form))
			.build();
		JsonNode answer = this.json.readTree(this.http.send(request, HttpResponse.BodyHandlers.ofString()).body());
		return answer.get("access_token").asString();
	}

	private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path));
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
