package org.durumi.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the OpenAPI document says, as a client made from it would know it: what can be
 * asked, with which input, and what each answer looks like.
 */
record Description(JsonNode document) {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	/** One thing that can be asked. */
	record Operation(String method, String path, JsonNode node) {

		@Override
		public String toString() {
			return this.method + " " + this.path;
		}

	}

	List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		this.document.get("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((one) -> operations
					.add(new Operation(one.getKey().toUpperCase(Locale.ROOT), path.getKey(), one.getValue()))));
		return operations;
	}

	/** The node itself, or what it refers to. */
	JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.document.at(node.get("$ref").asString().substring(1)) : node;
	}

	Set<Integer> statuses(Operation operation) {
		Set<Integer> statuses = new LinkedHashSet<>();
		operation.node().get("responses").properties().forEach((one) -> statuses.add(Integer.parseInt(one.getKey())));
		return statuses;
	}

	/** What is wrong with a value by a schema of the document; nothing if it conforms. */
	List<String> wrong(JsonNode schema, JsonNode value) {
		ObjectNode root = JsonMapper.shared().createObjectNode();
		root.putArray("allOf").add(schema);
		root.set("components", this.document.get("components"));
		return SCHEMAS.getSchema(root)
			.validate(value, (context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.stream()
			.map(Object::toString)
			.toList();
	}

	/** Whether an answer is one that the document has for the operation. */
	List<String> wrong(Operation operation, ApiTest.Answer answer) {
		JsonNode described = operation.node().get("responses").get(String.valueOf(answer.status()));
		if (described == null) {
			return List.of(answer.status() + " is not described");
		}
		JsonNode response = resolve(described);
		List<String> wrong = new ArrayList<>();
		response.path("headers").properties().forEach((header) -> {
			String value = answer.header(header.getKey());
			wrong.addAll(wrong(header.getValue().get("schema"), JsonMapper.shared().valueToTree(value)));
			if (value.isEmpty()) {
				wrong.add(header.getKey() + " is missing");
			}
		});
		if (!response.has("content")) {
			return (answer.body().length == 0) ? wrong : List.of("a body is not described");
		}
		JsonNode content = response.get("content").get(answer.header("content-type"));
		if (content == null) {
			wrong.add("'" + answer.header("content-type") + "' is not described");
		}
		else if (answer.header("content-type").endsWith("json")) {
			wrong.addAll(wrong(content.get("schema"), answer.json()));
		}
		return wrong;
	}

	/**
	 * Bodies of a schema made of words: each word of each property, as the schema allows;
	 * of free text the edges of what is allowed, and what is beyond.
	 */
	List<JsonNode> bodies(JsonNode schema) {
		if (resolve(schema).has("examples")) {
			return varied(resolve(schema));
		}
		List<ObjectNode> bodies = new ArrayList<>(List.of(JsonMapper.shared().createObjectNode()));
		resolve(schema).get("properties").properties().forEach((property) -> {
			for (ObjectNode body : List.copyOf(bodies)) {
				words(resolve(property.getValue()))
					.forEach((word) -> bodies.add(body.deepCopy().put(property.getKey(), word)));
			}
		});
		return List.copyOf(bodies);
	}

	/**
	 * The schema's own examples; and of the first one with each field gone, with each of
	 * another type or longer than it may be, and with one that is not described.
	 */
	private static List<JsonNode> varied(JsonNode schema) {
		List<JsonNode> bodies = new ArrayList<>(schema.get("examples").valueStream().toList());
		ObjectNode first = (ObjectNode) bodies.getFirst();
		schema.get("required").forEach((field) -> bodies.add(first.deepCopy().without(field.asString())));
		schema.get("properties").properties().forEach((property) -> {
			bodies.add(first.deepCopy().put(property.getKey(), true));
			if (property.getValue().has("maxLength")) {
				bodies.add(first.deepCopy()
					.put(property.getKey(), "x".repeat(property.getValue().get("maxLength").asInt() + 1)));
			}
		});
		bodies.add(first.deepCopy().put("caseNumber", "x"));
		return List.copyOf(bodies);
	}

	private static List<String> words(JsonNode property) {
		if (property.has("enum")) {
			return property.get("enum").valueStream().map(JsonNode::asString).toList();
		}
		int longest = property.get("maxLength").asInt();
		return List.of("x", "x".repeat(longest), "", "x".repeat(longest + 1));
	}

}
