package org.durumi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.persistence.EntityManager;
import org.durumi.audit.AuditLog;
import org.durumi.audit.AuditedByCaller;
import org.durumi.audit.NotAudited;
import org.durumi.keys.Opening;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.RootKey;
import org.springframework.context.event.EventListener;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be asked of a service of the domain, and whether it leads to an event, by the
 * calls in the compiled code.
 * <p>
 * Found: an act from which no path leads to an event; that something was refused counts
 * for none. Not found: a path that passes the event by, and an event that tells something
 * else; the database asks for an event about each row that changes, and the vault writes
 * one before anything is opened.
 */
final class Acts {

	private static final Set<String> WRITE = Set.of("append", "appendLasting", "appendOutside", "appendSessionEnd");

	/**
	 * It writes that a key was made, whatever it is asked for: that vouches for nothing.
	 */
	private static final String MAKES_A_KEY = "org.durumi.keys.KeyRing.ofMonth(java.lang.String)";

	private final JavaClasses classes;

	private final Set<JavaCodeUnit> touching;

	private final Set<JavaCodeUnit> audited;

	Acts(JavaClasses classes) {
		this.classes = classes;
		Map<JavaCodeUnit, List<Set<JavaCodeUnit>>> calls = new HashMap<>();
		classes.stream()
			.flatMap((one) -> one.getCodeUnits().stream())
			.forEach((unit) -> calls.put(unit, targets(unit).map((target) -> run(unit, target)).toList()));
		this.touching = leading(calls, Acts::touches, (run, known) -> run.stream().anyMatch(known::contains));
		// where it depends on the object which code runs, each has to write one
		this.audited = leading(calls, Acts::writes, (run, known) -> !run.isEmpty() && known.containsAll(run));
	}

	/** What can be asked of the services among some of the classes. */
	Asked of(Predicate<JavaClass> some) {
		return new Asked(this.classes.stream()
			.filter((one) -> some.test(one) && one.isMetaAnnotatedWith(Component.class) && !one.isInterface())
			.flatMap((one) -> one.getAllMethods().stream())
			.filter(Acts::canBeAsked)
			.collect(Collectors.toSet()));
	}

	/** Methods of services, and which of them break a rule; by their full names. */
	final class Asked {

		private final Set<JavaMethod> acts;

		private Asked(Set<JavaMethod> acts) {
			this.acts = acts;
		}

		/**
		 * Those that read or change something, and neither write an event nor say why.
		 */
		Set<String> unaccounted() {
			return named((act) -> owes(act) && !isMarked(act));
		}

		/** Those that say why, and need not: they write one, or touch nothing. */
		Set<String> needlesslyMarked() {
			return named((act) -> isMarked(act) && !owes(act)
					|| act.isAnnotatedWith(NotAudited.class) && act.isAnnotatedWith(AuditedByCaller.class));
		}

		/** Those that leave the event to a caller who may have no transaction. */
		Set<String> leftToNobody() {
			return named((act) -> act.isAnnotatedWith(AuditedByCaller.class) && !isMandatory(act));
		}

		Set<String> all() {
			return named((act) -> true);
		}

		private Set<String> named(Predicate<JavaMethod> which) {
			return this.acts.stream()
				.filter(which)
				.map(JavaMethod::getFullName)
				.collect(Collectors.toCollection(TreeSet::new));
		}

	}

	/** Whoever is given an opening reads what the event of that opening tells. */
	private boolean owes(JavaMethod act) {
		return this.touching.contains(act) && !this.audited.contains(act)
				&& act.getRawParameterTypes().stream().noneMatch((type) -> type.isEquivalentTo(Opening.class));
	}

	private static boolean isMarked(JavaMethod act) {
		return act.isAnnotatedWith(NotAudited.class) || act.isAnnotatedWith(AuditedByCaller.class);
	}

	private static boolean isMandatory(JavaMethod act) {
		return Stream
			.of(act.tryGetAnnotationOfType(Transactional.class),
					act.getOwner().tryGetAnnotationOfType(Transactional.class))
			.flatMap(Optional::stream)
			.findFirst()
			.filter((transactional) -> transactional.propagation() == Propagation.MANDATORY)
			.isPresent();
	}

	/** From outside its module, or by an event of another. */
	private static boolean canBeAsked(JavaMethod method) {
		Set<JavaModifier> modifiers = method.getModifiers();
		return method.getOwner().getPackageName().startsWith("org.durumi") && !modifiers.contains(JavaModifier.STATIC)
				&& !modifiers.contains(JavaModifier.ABSTRACT) && !modifiers.contains(JavaModifier.SYNTHETIC)
				&& (modifiers.contains(JavaModifier.PUBLIC) || method.isAnnotatedWith(EventListener.class));
	}

	private static Stream<? extends AccessTarget.CodeUnitAccessTarget> targets(JavaCodeUnit unit) {
		return Stream
			.of(unit.getMethodCallsFromSelf(), unit.getConstructorCallsFromSelf(), unit.getMethodReferencesFromSelf(),
					unit.getConstructorReferencesFromSelf())
			.flatMap(Set::stream)
			.map((access) -> access.getTarget());
	}

	/** The code of ours that may run when this is called. */
	private static Set<JavaCodeUnit> run(JavaCodeUnit caller, AccessTarget.CodeUnitAccessTarget target) {
		Set<JavaCodeUnit> run = new HashSet<>();
		target.resolveMember().filter((member) -> !isAbstract(member)).ifPresent(run::add);
		if (caller.getOwner().getAllRawSuperclasses().contains(target.getOwner())) {
			// what a class calls on itself bears its own name: this is super
			return run;
		}
		for (JavaClass below : target.getOwner().getAllSubclasses()) {
			below.getMethods()
				.stream()
				.filter((method) -> !isAbstract(method) && method.getName().equals(target.getName())
						&& method.getRawParameterTypes().equals(target.getRawParameterTypes()))
				.forEach(run::add);
		}
		return run;
	}

	private static boolean isAbstract(JavaCodeUnit unit) {
		return unit.getModifiers().contains(JavaModifier.ABSTRACT);
	}

	/** Whether it writes an event by itself. */
	private static boolean writes(JavaCodeUnit unit) {
		return !unit.getFullName().equals(MAKES_A_KEY) && targets(unit)
			.anyMatch((target) -> target.getOwner().isEquivalentTo(AuditLog.class) && WRITE.contains(target.getName()));
	}

	/** Whether it goes by itself to the database, to sealed bytes or to Keycloak. */
	private static boolean touches(JavaCodeUnit unit) {
		return targets(unit).anyMatch((target) -> {
			JavaClass owner = target.getOwner();
			String name = owner.getPackageName();
			return owner.isAssignableTo(JdbcClient.class) || owner.isAssignableTo(JdbcOperations.class)
					|| owner.isAssignableTo(Repository.class) || owner.isAssignableTo(DataSource.class)
					|| owner.isAssignableTo(EntityManager.class) || owner.isAssignableTo(CompartmentKey.class)
					|| owner.isAssignableTo(RootKey.class) || name.startsWith("org.keycloak")
					|| name.startsWith("org.springframework.web.client") || name.startsWith("java.net.http");
		});
	}

	/** The units that are such by themselves, and those that lead to one. */
	private static Set<JavaCodeUnit> leading(Map<JavaCodeUnit, List<Set<JavaCodeUnit>>> calls,
			Predicate<JavaCodeUnit> ends, BiPredicate<Set<JavaCodeUnit>, Set<JavaCodeUnit>> leads) {
		Set<JavaCodeUnit> known = calls.keySet().stream().filter(ends).collect(Collectors.toCollection(HashSet::new));
		boolean grown = true;
		while (grown) {
			grown = false;
			for (Map.Entry<JavaCodeUnit, List<Set<JavaCodeUnit>>> entry : calls.entrySet()) {
				if (!known.contains(entry.getKey())
						&& entry.getValue().stream().anyMatch((run) -> leads.test(run, known))) {
					known.add(entry.getKey());
					grown = true;
				}
			}
		}
		return known;
	}

}
