package org.durumi.handoffs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiFunction;

import org.durumi.keys.Opening;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * A section as a module registers it.
 *
 * @param reading what {@link #read} answers with
 */
public record RegisteredSection(String name, Compartment compartment, Set<HandoffTemplate> templates,
		List<HandoffField> fields,
		BiFunction<Opening, Set<String>, Map<String, List<String>>> reading) implements HandoffSection {

	/** Stands between the parts of a value. */
	static final String BETWEEN = " · ";

	public RegisteredSection {
		templates = Set.copyOf(templates);
		fields = List.copyOf(fields);
	}

	@Override
	public Map<String, List<String>> read(Opening opening, Set<String> chosen) {
		return this.reading.apply(opening, chosen);
	}

	/** A value as it stands; none if it is absent or says nothing. */
	public static List<String> value(@Nullable Object value) {
		return (value != null && !value.toString().isEmpty()) ? List.of(value.toString()) : List.of();
	}

	/** Several codes, in the order in which they are declared. */
	public static List<String> values(Collection<? extends Enum<?>> values) {
		return values.stream().sorted().map(Enum::name).toList();
	}

	/**
	 * One value of several parts, of which those that are codes stay codes and are read
	 * in words; none of what is absent or says nothing.
	 */
	public static String parts(@Nullable Object... parts) {
		StringJoiner value = new StringJoiner(BETWEEN);
		for (Object part : parts) {
			if (part != null && !part.toString().isEmpty()) {
				value.add(part.toString());
			}
		}
		return value.toString();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
