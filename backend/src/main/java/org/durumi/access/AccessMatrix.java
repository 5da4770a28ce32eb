package org.durumi.access;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.durumi.actor.Role;
import org.durumi.reference.Compartment;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The one matrix of who may do what with a case, {@code access/matrix.yaml}: by how a
 * person stands to it. What is not in it is denied.
 * <p>
 * The database has its own copy and decides without this one; that both say the same is
 * for the tests to prove, cell by cell.
 */
@Component
public class AccessMatrix {

	private static final String RELATIONS = "relations";

	private final Map<Relation, Line> lines = new EnumMap<>(Relation.class);

	AccessMatrix() {
		this(new ClassPathResource("access/matrix.yaml"));
	}

	/**
	 * @throws IllegalStateException if a relation has no line, or a name is none of ours
	 */
	AccessMatrix(Resource file) {
		this.lines.putAll(read(file));
		for (Relation relation : Relation.values()) {
			if (!this.lines.containsKey(relation)) {
				throw new IllegalStateException("the access matrix has no line for " + relation);
			}
		}
	}

	/**
	 * What a relation brings.
	 *
	 * @param roles those who can stand to a case in this way
	 * @param acts what they may do
	 * @param opens the compartments whose keys they get, each with the least level of
	 * authentication: 1 a password, 2 a fresh strong factor
	 */
	public record Line(Set<Role> roles, Set<CaseAct> acts, Map<Compartment, Integer> opens) {

		/** Whether the compartment opens at this level of authentication. */
		public boolean opens(Compartment compartment, int acr) {
			Integer least = this.opens.get(compartment);
			return least != null && least <= acr;
		}

	}

	public Line of(Relation relation) {
		Line line = this.lines.get(relation);
		if (line == null) {
			throw new IllegalStateException("every relation has a line");
		}
		return line;
	}

	/** Whether one of the relations allows the act. */
	public boolean allows(Collection<Relation> relations, CaseAct act) {
		return relations.stream().anyMatch((relation) -> of(relation).acts().contains(act));
	}

	private static Map<Relation, Line> read(Resource file) {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(file);
		Properties content = yaml.getObject();
		if (content == null) {
			throw new IllegalStateException("the access matrix is empty");
		}
		return new Binder(new MapConfigurationPropertySource(content))
			.bind(RELATIONS, Bindable.mapOf(Relation.class, Line.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.orElseThrow(() -> new IllegalStateException("the access matrix has no relations"));
	}

}
