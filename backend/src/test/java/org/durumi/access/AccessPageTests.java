package org.durumi.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.access.AccessMatrix.Line;
import org.durumi.reference.Compartment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about access says what the matrix says. */
class AccessPageTests {

	private static final String HEAD = """
			# Who may see and do what

			Made from `backend/src/main/resources/access/matrix.yaml`; `AccessPageTests` writes it anew to `backend/target/access.md`
			when it no longer agrees. What is not here is denied, and each refusal is an entry of the audit log. The database decides
			from a copy of its own, without asking the application; `AccessMatrixTests` goes through every cell on both sides.

			A person may stand to a case in several ways at once, and then may what any of them allows. A partner's member, an
			analyst and an administrator stand to no case in any way.

			""";

	private final AccessMatrix matrix = new AccessMatrix();

	@Test
	void thePageIsTheMatrix() throws IOException {
		String page = HEAD + acts() + "\n" + keys();
		Path stored = stored();
		if (!Files.readString(stored).equals(page)) {
			Files.writeString(Files.createDirectories(Path.of("target")).resolve("access.md"), page);
		}
		assertThat(stored).hasContent(page);
	}

	private String acts() {
		return table("What she may do", "To the case she is | in the role of", CaseAct.values(), (relation) -> {
			Line line = this.matrix.of(relation);
			String roles = line.roles().stream().map(AccessPageTests::word).sorted().collect(Collectors.joining(", "));
			return Stream.concat(Stream.of(roles),
					Arrays.stream(CaseAct.values()).map((act) -> line.acts().contains(act) ? "yes" : ""));
		});
	}

	private String keys() {
		return table("Which keys of the case she gets", "To the case she is", Compartment.values(),
				(relation) -> Arrays.stream(Compartment.values()).map((compartment) -> {
					Integer least = this.matrix.of(relation).opens().get(compartment);
					return (least == null) ? "" : (least > 1) ? "with a fresh second factor" : "yes";
				}));
	}

	private static String table(String title, String first, Enum<?>[] columns,
			Function<Relation, Stream<String>> cells) {
		String head = Stream.concat(Stream.of(first), Arrays.stream(columns).map(AccessPageTests::word))
			.collect(Collectors.joining(" | ", "| ", " |\n"));
		String rule = head.replaceAll("[^|\n]+", "---");
		return "## " + title + "\n" + head + rule
				+ Arrays.stream(Relation.values())
					.map((relation) -> Stream.concat(Stream.of(word(relation)), cells.apply(relation))
						.collect(Collectors.joining(" | ", "| ", " |\n")))
					.collect(Collectors.joining());
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static Path stored() {
		Path page = Path.of("docs/access.md");
		return Files.exists(page) ? page : Path.of("..").resolve(page);
	}

}
