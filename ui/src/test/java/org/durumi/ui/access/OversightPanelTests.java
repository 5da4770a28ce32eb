package org.durumi.ui.access;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.ListItem;
import org.durumi.access.AccessMatrix;
import org.durumi.access.Relation;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.CaseOversight;
import org.durumi.ui.records.Permissions;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class OversightPanelTests extends ScreenTest {

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private static final UUID GARAM = new UUID(0, 1);

	@Test
	void aPersonIsThereOnceWithHerReasons() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		CaseOversight oversight = mock(CaseOversight.class);
		when(oversight.of(CASE)).thenReturn(new CaseOversight.Report(List.of(standing(GARAM, "문가람", Relation.OWNER),
				standing(GARAM, "문가람", Relation.TEAM), standing(new UUID(0, 2), "문가람", Relation.TEAM)), List.of()));
		AccessMatrix matrix = mock(AccessMatrix.class);
		when(matrix.of(Relation.OWNER)).thenReturn(opens(Compartment.HEALTH));
		when(matrix.of(Relation.TEAM)).thenReturn(opens(Compartment.CORE));
		Component panel = onPage(new OversightPanel(oversight, matrix, mock(Permissions.class)).create(CASE, () -> {
		}));
		pressButton("Show");
		assertThat(find(ListItem.class, panel).all()).extracting(ScreenTest::textOf)
			.as("of the same name is not the same person")
			.containsExactly("문가람The case is hers; Works in the team that holds itGeneral, Health",
					"문가람Works in the team that holds itGeneral");
	}

	private static CaseOversight.Standing standing(UUID person, String name, Relation relation) {
		return new CaseOversight.Standing(person, name, relation, null);
	}

	private static AccessMatrix.Line opens(Compartment compartment) {
		return new AccessMatrix.Line(Set.of(), Set.of(), new EnumMap<>(Map.of(compartment, 1)));
	}

}
