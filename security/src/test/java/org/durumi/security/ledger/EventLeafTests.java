package org.durumi.security.ledger;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventLeafTests {

	private static final EventLeaf LEAF = new EventLeaf((short) 1, id(1), 836_179_200_000_001L, -1L, (short) 3, id(2),
			id(3), HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"), 42, (short) 2, "CASE_REVEALED",
			(short) 1, "CASE", id(4), id(5), "IDENTITY", id(6), id(7), sha256("detail"), sha256("row"));

	@Test
	void hashesAnEventAsItAlwaysDid() {
		// computed from the description of the format, by another program
		assertThat(hex(LEAF)).isEqualTo("4781043e159b30bb66b92bf0c6e58d060583e08ee644ca85d9040037a983de4e");
	}

	@Test
	void hashesAnEventWithoutItsOptionalColumnsAsItAlwaysDid() throws ReflectiveOperationException {
		EventLeaf leaf = LEAF;
		for (String column : new String[] { "caseId", "compartment", "subjectOrg", "subjectTeam", "rowStateSha256" }) {
			leaf = with(leaf, column, null);
		}
		assertThat(hex(leaf)).isEqualTo("6818b4452abdd56abccb9ffd8616f87d8a7a14511177c8acb282e40a096d57af");
	}

	@ParameterizedTest
	@MethodSource("columns")
	void coversEveryColumn(String column) throws ReflectiveOperationException {
		RecordComponent component = component(column);

		EventLeaf altered = with(LEAF, column, altered(component.getAccessor().invoke(LEAF)));

		assertThat(hex(altered)).isNotEqualTo(hex(LEAF));
	}

	@ParameterizedTest
	@ValueSource(strings = { "caseId", "compartment", "subjectOrg", "subjectTeam", "rowStateSha256" })
	void tellsAnAbsentColumnFromAPresentOne(String column) throws ReflectiveOperationException {
		assertThat(hex(with(LEAF, column, null))).isNotEqualTo(hex(LEAF));
	}

	@Test
	void tellsAnEmptyTextFromAnAbsentOne() throws ReflectiveOperationException {
		assertThat(hex(with(LEAF, "compartment", ""))).isNotEqualTo(hex(with(LEAF, "compartment", null)));
	}

	@Test
	void tellsWhichColumnHoldsAValue() throws ReflectiveOperationException {
		EventLeaf exchanged = with(with(LEAF, "subjectOrg", LEAF.subjectTeam()), "subjectTeam", LEAF.subjectOrg());

		assertThat(hex(exchanged)).isNotEqualTo(hex(LEAF));
		assertThat(hex(with(with(LEAF, "subjectOrg", null), "subjectTeam", id(9))))
			.isNotEqualTo(hex(with(with(LEAF, "subjectOrg", id(9)), "subjectTeam", null)));
	}

	static Stream<String> columns() {
		return Stream.of(EventLeaf.class.getRecordComponents()).map(RecordComponent::getName);
	}

	private static RecordComponent component(String name) {
		return Stream.of(EventLeaf.class.getRecordComponents())
			.filter((component) -> component.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/** The least alteration of a value. */
	private static Object altered(Object value) {
		return switch (value) {
			case Short number -> (short) (number + 1);
			case Integer number -> number + 1;
			case Long number -> number + 1;
			case String text -> text + "S";
			case UUID id -> new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1);
			case byte[] bytes -> {
				byte[] copy = bytes.clone();
				copy[copy.length - 1] ^= 1;
				yield copy;
			}
			default -> throw new IllegalArgumentException("a type that no column had: " + value.getClass());
		};
	}

	private static EventLeaf with(EventLeaf leaf, String column, @Nullable Object value)
			throws ReflectiveOperationException {
		RecordComponent[] components = EventLeaf.class.getRecordComponents();
		@Nullable Object[] values = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			values[i] = components[i].getName().equals(column) ? value : components[i].getAccessor().invoke(leaf);
		}
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		return EventLeaf.class.getDeclaredConstructor(types).newInstance(values);
	}

	private static String hex(EventLeaf leaf) {
		return HexFormat.of().formatHex(leaf.hash());
	}

	private static UUID id(int number) {
		return UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number));
	}

	private static byte[] sha256(String text) {
		return Hashes.sha256().digest(text.getBytes());
	}

}
