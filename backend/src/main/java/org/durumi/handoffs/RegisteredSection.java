package org.durumi.handoffs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	/** Several values, each as it stands. */
	public static List<String> values(Collection<?> values) {
		return values.stream().map(Object::toString).filter((value) -> !value.isEmpty()).sorted().toList();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
