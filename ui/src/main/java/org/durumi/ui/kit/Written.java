package org.durumi.ui.kit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the value of a field is written down in a draft, the same in every language, and
 * read again. What cannot be read any more is absent.
 */
record Written<T>(Function<T, String> write, Function<String, Optional<T>> read) {

	static Written<String> text() {
		return new Written<>(Function.identity(), Optional::of);
	}

	static Written<LocalDate> day() {
		return new Written<>(LocalDate::toString, (text) -> parsed(text, LocalDate::parse));
	}

	static Written<Instant> moment() {
		return new Written<>(Instant::toString, (text) -> parsed(text, Instant::parse));
	}

	static Written<Integer> number() {
		return new Written<>(String::valueOf, (text) -> {
			try {
				return Optional.of(Integer.valueOf(text));
			}
			catch (NumberFormatException ex) {
				return Optional.empty();
			}
		});
	}

	static Written<Boolean> tick() {
		return new Written<>(String::valueOf, (text) -> Optional.of(Boolean.valueOf(text)));
	}

	static <V> Written<V> one(List<V> items, Function<V, String> label) {
		return new Written<>((item) -> name(item, label),
				(text) -> items.stream().filter((item) -> name(item, label).equals(text)).findFirst());
	}

	static <V> Written<Set<V>> several(List<V> items, Function<V, String> label) {
		return new Written<>(
				(chosen) -> chosen.stream().map((item) -> name(item, label)).sorted().collect(Collectors.joining(",")),
				(text) -> {
					Set<String> names = new HashSet<>(Arrays.asList(text.split(",")));
					return Optional.of(items.stream()
						.filter((item) -> names.contains(name(item, label)))
						.collect(Collectors.toSet()));
				});
	}

	private static <V> String name(V item, Function<V, String> label) {
		return switch (item) {
			case Enum<?> constant -> constant.name();
			case UUID id -> id.toString();
			default -> label.apply(item);
		};
	}

	private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
		try {
			return Optional.of(parser.apply(text));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

}
