package org.durumi.handoffs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.consent.Consents;
import org.durumi.consent.Sharing;
import org.durumi.handoffs.HandoffPreview.Item;
import org.durumi.handoffs.HandoffPreview.Withheld;
import org.durumi.keys.Opening;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The sections that modules have registered, and which fields of them may leave: one rule
 * for whoever composes and for whoever agrees.
 */
@Component
class Sections {

	/** Looked up when first asked: a section may need a case's services. */
	private final Supplier<List<HandoffSection>> registered;

	private final Consents consents;

	private final AuditLog log;

	Sections(ObjectProvider<HandoffSection> registered, Consents consents, AuditLog log) {
		this.registered = SingletonSupplier.of(() -> named(registered));
		this.consents = consents;
		this.log = log;
	}

	private static List<HandoffSection> named(ObjectProvider<HandoffSection> registered) {
		List<HandoffSection> all = registered.stream().sorted(Comparator.comparing(HandoffSection::name)).toList();
		Set<FieldId> names = all.stream()
			.flatMap((section) -> section.fields().stream().map((field) -> new FieldId(section.name(), field.name())))
			.collect(Collectors.toSet());
		if (names.size() != all.stream().mapToInt((section) -> section.fields().size()).sum()) {
			throw new IllegalStateException("two sections, or two fields of one, have one name");
		}
		return all;
	}

	List<HandoffSection> all() {
		return this.registered.get();
	}

	Set<FieldId> minimum(HandoffTemplate template) {
		return all().stream()
			.filter((section) -> section.templates().contains(template))
			.flatMap((section) -> section.fields()
				.stream()
				.filter((field) -> field.minimumOf().contains(template))
				.map((field) -> new FieldId(section.name(), field.name())))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * What is read to copy it, by kinds: which fields of them were chosen is sealed in
	 * what is opened.
	 */
	List<String> readFor(HandoffTemplate template) {
		return Stream.concat(Stream.of("handoff", "consent"),
				all().stream().filter((section) -> section.templates().contains(template)).map(HandoffSection::name))
			.toList();
	}

	/** Reads what the opening holds, and says of each field whether it leaves. */
	HandoffPreview preview(Opening opening, HandoffChoice choice, LocalDate today) {
		Sharing sharing = this.consents.sharing(opening, choice.partner(), today);
		List<Item> items = new ArrayList<>();
		for (HandoffSection section : all()) {
			Set<String> chosen = choice.fields()
				.stream()
				.filter((field) -> field.section().equals(section.name()))
				.map(FieldId::field)
				.collect(Collectors.toSet());
			boolean asked = !chosen.isEmpty() && section.templates().contains(choice.template())
					&& opening.holds(section.compartment());
			Map<String, List<String>> values = asked ? section.read(opening, chosen) : Map.of();
			for (HandoffField field : section.fields()) {
				items.add(item(opening, choice, sharing, section, field, values.getOrDefault(field.name(), List.of())));
			}
		}
		return new HandoffPreview(sharing, items);
	}

	private static Item item(Opening opening, HandoffChoice choice, Sharing sharing, HandoffSection section,
			HandoffField field, List<String> values) {
		FieldId id = new FieldId(section.name(), field.name());
		Withheld unasked = consentTo(sharing, field);
		Withheld withheld = null;
		if (!section.templates().contains(choice.template())) {
			withheld = Withheld.NOT_IN_PURPOSE;
		}
		else if (!choice.fields().contains(id)) {
			withheld = Withheld.NOT_CHOSEN;
		}
		else if (!opening.holds(section.compartment())) {
			withheld = Withheld.NOT_YOURS;
		}
		else if (values.isEmpty()) {
			withheld = Withheld.UNKNOWN;
		}
		else if (!choice.overrides()) {
			withheld = unasked;
		}
		return new Item(id, section.compartment(), field.item(), withheld, withheld == null && unasked != null,
				(withheld == null) ? values : List.of());
	}

	/** What stands against handing the field over; absent if nothing does. */
	private static @Nullable Withheld consentTo(Sharing sharing, HandoffField field) {
		return switch (sharing) {
			case Sharing.Consented consented ->
				consented.withheld().contains(field.item()) ? Withheld.SHE_KEEPS_IT : null;
			case Sharing.Basis basis -> null;
			case Sharing.Missing missing -> Withheld.NO_CONSENT;
			case Sharing.Unknown unknown -> Withheld.NO_CONSENT;
		};
	}

	/**
	 * Whether each of these fields may leave by her consent as it stands, for who holds
	 * CORE. A field that is registered no more may not.
	 */
	boolean covered(Opening opening, UUID partner, Set<FieldId> fields, LocalDate today) {
		Sharing sharing = this.consents.sharing(opening, partner, today);
		Map<FieldId, HandoffField> known = all().stream()
			.flatMap((section) -> section.fields()
				.stream()
				.map((field) -> Map.entry(new FieldId(section.name(), field.name()), field)))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		return fields.stream()
			.allMatch((field) -> known.containsKey(field) && consentTo(sharing, known.get(field)) == null);
	}

	/**
	 * The last day of her consent for this partner, or of what stands in its place;
	 * absent if it has none.
	 */
	@Nullable LocalDate lastDay(Opening opening, UUID partner, LocalDate today) {
		return switch (this.consents.sharing(opening, partner, today)) {
			case Sharing.Consented given -> given.expiresOn();
			case Sharing.Basis basis -> basis.expiresOn();
			case Sharing.Missing missing -> null;
			case Sharing.Unknown unknown -> null;
		};
	}

	/** The refusal of a handoff that the actor cannot see, which is an audited event. */
	HandoffRefused refused(UUID id) {
		this.log.appendDenial(AuditEvent.denied(SubjectType.HANDOFF, id, null));
		return new HandoffRefused();
	}

}
