package org.durumi.handoffs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.audit.LogCopies;
import org.durumi.security.handoff.PackageSealer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a package: the manifest, the case for programs, the page for people, and
 * the proof that a second person's agreement stands in the log.
 * <p>
 * Nothing in it says which case of ours it is, but for what was chosen; the proof tells
 * the ids of who agreed, of her team and of the case, which mean nothing elsewhere.
 */
@Component
class PackageFiles {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final LogCopies copies;

	PackageFiles(LogCopies copies) {
		this.copies = copies;
	}

	void add(PackageSealer sealer, Handoff handoff, @Nullable UUID consent, List<HandedField> fields,
			LogCopies.Copy.Made proof, Instant now) throws IOException {
		HandoffPage page = new HandoffPage(handoff, now);
		sealer.add("manifest.json", json(manifest(handoff, consent, fields, proof, now)));
		sealer.add("case.json", json(content(handoff, fields)));
		sealer.add("case.html", page.of(fields).getBytes(StandardCharsets.UTF_8));
		sealer.add("approval.tlog-proof", proof.file());
		sealer.add("log-key.txt", (this.copies.publicKey() + "\n").getBytes(StandardCharsets.UTF_8));
	}

	private Map<String, Object> manifest(Handoff handoff, @Nullable UUID consent, List<HandedField> fields,
			LogCopies.Copy.Made proof, Instant now) {
		Map<String, Object> manifest = new LinkedHashMap<>();
		manifest.put("format", "durumi-handoff/v1");
		manifest.put("id", handoff.id().toString());
		manifest.put("purpose", handoff.purpose().name());
		manifest.put("template", handoff.template().name());
		manifest.put("sealedAt", now.toString());
		if (consent != null) {
			manifest.put("consent", consent.toString());
		}
		manifest.put("fields", fields.stream().map(HandedField::name).toList());
		manifest.put("keepUntil",
				now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(handoff.template().retentionDays()).toString());
		manifest.put("handOn", "NOT_WITHOUT_HER_CONSENT_AND_OURS");
		manifest.put("declineCodes", names(DeclineCode.values()));
		manifest.put("outcomeCodes", names(OutcomeCode.values()));
		manifest.put("outcomeWithinDays", handoff.template().outcomeDays());
		manifest.put("checkpoint", proof.note());
		manifest.put("proof", "approval.tlog-proof");
		return manifest;
	}

	private static Map<String, Object> content(Handoff handoff, List<HandedField> fields) {
		Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
		fields.forEach((field) -> sections.computeIfAbsent(field.id().section(), (key) -> new LinkedHashMap<>())
			.put(field.id().field(), field.values()));
		Map<String, Object> content = new LinkedHashMap<>();
		content.put("format", "durumi-handoff-case/v1");
		content.put("handoff", handoff.id().toString());
		content.put("sections", sections);
		return content;
	}

	private static List<String> names(Enum<?>[] codes) {
		return Arrays.stream(codes).map(Enum::name).toList();
	}

	private static byte[] json(Object value) {
		return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
	}

}
