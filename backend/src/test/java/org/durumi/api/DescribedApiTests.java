package org.durumi.api;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.api.Description.Operation;
import org.durumi.consent.Consent;
import org.durumi.handoffs.DeclineCode;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.OutcomeCode;
import org.durumi.inbound.NotTaken;
import org.durumi.inbound.ReferralState;
import org.durumi.inbound.Urgency;
import org.durumi.people.Channel;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The interface is what its description says: a client made of the document, and of
 * nothing else, calls every operation with input that it allows and with input that it
 * does not, and holds each answer to its schema.
 */
class DescribedApiTests extends ApiTest {

	/** What a request does not bring about by itself; each has a test of its own. */
	private static final Set<Integer> NOT_BY_INPUT = Set.of(429, 500, 503);

	@Autowired
	private RequestMappingHandlerMapping requestMappingHandlerMapping;

	private final Map<String, Set<Integer>> seen = new TreeMap<>();

	private Description description = new Description(JSON.nullNode());

	@BeforeEach
	void read() {
		this.description = new Description(send("", "GET", "/openapi", "").json());
	}

	@Test
	void whatIsMappedIsDescribedAndNothingElse() {
		Set<String> mapped = this.requestMappingHandlerMapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((one) -> one.getValue().getBeanType().getPackageName().equals(ApiTest.class.getPackageName())
					&& one.getValue().getBeanType() != ApiAnswers.Elsewhere.class)
			.flatMap((one) -> one.getKey()
				.getMethodsCondition()
				.getMethods()
				.stream()
				.map((method) -> method + " " + one.getKey().getPatternValues().iterator().next()))
			.collect(Collectors.toSet());
		assertThat(this.description.operations()).extracting(Operation::toString)
			.containsExactlyInAnyOrderElementsOf(mapped);
		assertThat(words("Handoff", "state")).containsExactly(Arrays.stream(HandoffState.values())
			.filter((state) -> state != HandoffState.DRAFT && state != HandoffState.AWAITING_APPROVAL)
			.map(Enum::name)
			.toArray(String[]::new));
		assertThat(words("DeclineCode")).containsExactly(names(DeclineCode.values()));
		assertThat(words("OutcomeCode")).containsExactly(names(OutcomeCode.values()));
		assertThat(words("Referral", "state")).containsExactly(names(ReferralState.values()));
		assertThat(words("NotTaken")).containsExactly(names(NotTaken.values()));
		assertThat(words("Urgency")).containsExactly(names(Urgency.values()));
		assertThat(words("NewReferral", "agreedBy")).containsExactly(names(Consent.Form.values()));
		assertThat(words("NewReferral", "channel")).containsExactly(names(Channel.values()));
		assertThat(words("NewReferral", "provinceOfOrigin")).containsExactly(names(Province.values()));
		assertThat(words("NewReferral", "sex")).containsExactly(names(Sex.values()));
		assertThat(words("MessageKind")).containsExactly(names(HandoffMessages.Kind.values()));
		assertThat(this.description.document().at("/components/schemas/NewMessage/properties/text/maxLength").asInt())
			.isEqualTo(HandoffMessages.MAX_TEXT);
	}

	@Test
	void everyBodyThatIsReadHereIsReadStrictlyAndNoOther() {
		StrictBodies strict = new StrictBodies(JSON);
		List<MethodParameter> bodies = this.requestMappingHandlerMapping.getHandlerMethods()
			.values()
			.stream()
			.filter((one) -> one.getBeanType().getPackageName().equals(ApiTest.class.getPackageName()))
			.flatMap((one) -> Arrays.stream(one.getMethodParameters()))
			.filter((parameter) -> parameter.hasParameterAnnotation(RequestBody.class))
			.toList();
		assertThat(bodies).hasSize(4)
			.allMatch((body) -> strict.canRead(ResolvableType.forMethodParameter(body), MediaType.APPLICATION_JSON));
		assertThat(strict.canRead(ResolvableType.forClass(Map.class), MediaType.APPLICATION_JSON)).isFalse();
	}

	@Test
	void everyProblemIsDescribedUnderItsStatus() {
		Set<String> described = new TreeSet<>();
		for (Operation operation : this.description.operations()) {
			operation.node().get("responses").properties().forEach((one) -> {
				JsonNode types = this.description.resolve(one.getValue())
					.path("content")
					.path("application/problem+json")
					.at("/schema/allOf/1/properties/type/enum");
				types.forEach((type) -> described.add(one.getKey() + " " + type.asString()));
			});
		}
		assertThat(described).containsExactlyInAnyOrderElementsOf(Arrays.stream(ApiProblem.values())
			// what HEAD is answered, which is no operation
			.filter((problem) -> problem != ApiProblem.METHOD_NOT_ALLOWED)
			.map((problem) -> problem.status().value() + " " + problem.body().type())
			.toList());
	}

	@Test
	void everyOperationAnswersAsDescribed() {
		Partner partner = partner();
		List<String> ids = List.of(sealed(partner).toString(), sealed(partner()).toString(),
				UUID.randomUUID().toString(), "no-id");
		List<String> referrals = List.of(handedIn(partner).toString(), declined(handedIn(partner)).toString(),
				handedIn(partner()).toString(), UUID.randomUUID().toString(), "no-id");
		List<String> tokens = List.of("", "x", ISSUER.token("nobody", UUID.randomUUID()));
		// twice: what was open is over then
		for (int round = 0; round < 2; round++) {
			for (Operation operation : this.description.operations()) {
				List<String> own = operation.path().contains("/referrals") ? referrals : ids;
				for (String id : operation.path().contains("{id}") ? own : List.of("")) {
					ask(operation, operation.path().replace("{id}", id), another(partner).token());
				}
				tokens.forEach((token) -> call(operation,
						request(token, local(operation.path().replace("{id}", ids.getFirst()))), null));
			}
		}
		for (Operation operation : this.description.operations()) {
			Set<Integer> missing = new TreeSet<>(this.description.statuses(operation));
			missing.removeAll(this.seen.getOrDefault(operation.toString(), Set.of()));
			missing.removeAll(NOT_BY_INPUT);
			if (operation.node().get("operationId").asString().equals("fetchPackage")) {
				// when it is suspended, which is not the partner's doing
				missing.remove(409);
			}
			if (operation.node().get("operationId").asString().equals("handIn")) {
				// while the same is under way
				missing.remove(409);
			}
			assertThat(missing).as("described for %s and never seen", operation).isEmpty();
		}
	}

	/** A description that everything conforms to would prove nothing. */
	@Test
	void whatIsNotAsDescribedIsFound() {
		JsonNode problem = JSON.readTree("{\"type\":\"urn:durumi:problem:malformed\",\"title\":\"t\",\"status\":400}");
		JsonNode schema = JSON.readTree("{\"$ref\":\"#/components/schemas/Problem\"}");
		assertThat(this.description.wrong(schema, problem)).isEmpty();
		for (String broken : List.of("{}", "{\"type\":\"about:blank\",\"title\":\"t\",\"status\":400}",
				"{\"type\":\"urn:durumi:problem:malformed\",\"title\":\"t\",\"status\":400,\"detail\":\"d\"}")) {
			assertThat(this.description.wrong(schema, JSON.readTree(broken))).as(broken).isNotEmpty();
		}
	}

	private void ask(Operation operation, String path, String token) {
		JsonNode body = operation.node().at("/requestBody/content/application~1json/schema");
		if (body.isMissingNode()) {
			for (String query : queries(operation)) {
				call(operation, request(token, local(path) + query), null);
			}
			call(operation, request(token, local(path)).header("Accept", "image/png"), null);
			call(operation, request(token, local(path)).header("Content-Type", "text/plain"), null);
			if (operation.node().get("operationId").asString().equals("fetchPackage")) {
				call(operation, request(token, local(path)).header("Range", "bytes=0-0"), null);
			}
			return;
		}
		List<JsonNode> bodies = this.description.bodies(body);
		// of each sort two: the same again, and another
		List<JsonNode> allowed = bodies.stream().filter((one) -> this.description.wrong(body, one).isEmpty()).toList();
		List<JsonNode> refused = bodies.stream().filter((one) -> !this.description.wrong(body, one).isEmpty()).toList();
		assertThat(allowed).isNotEmpty();
		for (JsonNode one : List.of(allowed.getFirst(), allowed.getFirst(), allowed.getLast())) {
			assertThat(call(operation, keyed(operation, path, token), one.toString())).isNotEqualTo(400);
		}
		JsonNode unknown = ((ObjectNode) allowed.getFirst().deepCopy()).put("caseNumber", "x");
		assertThat(this.description.wrong(body, unknown)).isNotEmpty();
		for (JsonNode one : List.of(refused.getFirst(), refused.getLast(), unknown)) {
			assertThat(call(operation, keyed(operation, path, token), one.toString())).isIn(400, 404);
		}
		if (takesKey(operation)) {
			assertThat(call(operation, request(token, local(path)), allowed.getFirst().toString())).isIn(400, 404);
			HttpRequest.Builder once = keyed(operation, path, token);
			call(operation, once, allowed.getFirst().toString());
			call(operation, once, allowed.getLast().toString());
		}
		call(operation, keyed(operation, path, token), "\"" + "x".repeat(70_000) + "\"");
		call(operation, keyed(operation, path, token).header("Accept", "image/png"), allowed.getFirst().toString());
		Objects.requireNonNull(this.seen.get(operation.toString()))
			.add(check(operation, send(keyed(operation, path, token).header("Content-Type", "text/plain")
				.method(operation.method(), BodyPublishers.ofString("x")))));
	}

	/** With a new key, where the operation takes one. */
	private HttpRequest.Builder keyed(Operation operation, String path, String token) {
		HttpRequest.Builder request = request(token, local(path));
		return takesKey(operation) ? request.header(IdempotentPosts.HEADER, "\"" + UUID.randomUUID() + "\"") : request;
	}

	private boolean takesKey(Operation operation) {
		return operation.node()
			.path("parameters")
			.valueStream()
			.anyMatch((one) -> this.description.resolve(one).get("in").asString().equals("header"));
	}

	/** None; and of each parameter the edges of what is allowed, and what is beyond. */
	private List<String> queries(Operation operation) {
		List<String> queries = new ArrayList<>(List.of(""));
		operation.node().path("parameters").forEach((reference) -> {
			JsonNode parameter = this.description.resolve(reference);
			if (!parameter.get("in").asString().equals("query")) {
				return;
			}
			String name = "?" + parameter.get("name").asString() + "=";
			JsonNode schema = parameter.get("schema");
			schema.path("enum").forEach((word) -> queries.add(name + word.asString()));
			queries.add(name + "x");
			if (schema.has("minimum")) {
				queries.addAll(List.of(name + schema.get("minimum").asInt(), name + schema.get("maximum").asInt(),
						name + (schema.get("minimum").asInt() - 1), name + (schema.get("maximum").asInt() + 1)));
			}
		});
		return queries;
	}

	private int call(Operation operation, HttpRequest.Builder request, @Nullable String body) {
		int status = check(operation,
				send((body != null)
						? request.setHeader("Content-Type", "application/json")
							.method(operation.method(), BodyPublishers.ofString(body))
						: request.method(operation.method(), BodyPublishers.noBody())));
		this.seen.computeIfAbsent(operation.toString(), (key) -> new TreeSet<>()).add(status);
		return status;
	}

	private int check(Operation operation, Answer answer) {
		assertThat(this.description.wrong(operation, answer)).as("%s: %s", operation, answer.status()).isEmpty();
		return answer.status();
	}

	private static String local(String path) {
		return path.substring("/api/v1".length());
	}

	private String[] words(String... schema) {
		JsonNode node = this.description.document().get("components").get("schemas").get(schema[0]);
		JsonNode words = (schema.length > 1) ? node.get("properties").get(schema[1]) : node;
		return words.get("enum").valueStream().map(JsonNode::asString).toArray(String[]::new);
	}

	private static String[] names(Enum<?>[] values) {
		return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
	}

}
