package org.durumi.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A matrix that is not whole, or says what nobody understands, starts nothing. */
class AccessMatrixFileTests {

	@Test
	void whoStandsInSeveralWaysMayWhatAnyOfThemAllows() {
		AccessMatrix matrix = new AccessMatrix();
		assertThat(matrix.allows(Set.of(Relation.TEAM), CaseAct.WORK)).isFalse();
		assertThat(matrix.allows(Set.of(Relation.TEAM, Relation.ASSIGNED), CaseAct.WORK)).isTrue();
		assertThat(matrix.allows(EnumSet.noneOf(Relation.class), CaseAct.VIEW)).isFalse();
	}

	@Test
	void aMissingLineIsNotAnEmptyOne() throws IOException {
		assertThatIllegalStateException().isThrownBy(() -> matrix(file().substring(0, file().indexOf("  TEAM:"))))
			.withMessageContaining("TEAM");
		assertThatIllegalStateException().isThrownBy(() -> matrix("")).withMessageContaining("no relations");
	}

	@Test
	void aNameThatIsNoneOfOursIsRefused() throws IOException {
		for (String[] slip : new String[][] { { "IDENTITY: 1", "IDENTITTY: 1" }, { "acts: [VIEW]", "acts: [VEIW]" },
				{ "roles: [COORDINATOR]", "roles: [KOORDINATOR]" }, { "  TEAM:", "  TEEM:" }, { "acts:", "act:" } }) {
			assertThat(file()).contains(slip[0]);
			assertThatExceptionOfType(BindException.class).as(slip[1])
				.isThrownBy(() -> matrix(file().replace(slip[0], slip[1])));
		}
	}

	private static String file() throws IOException {
		return new ClassPathResource("access/matrix.yaml").getContentAsString(StandardCharsets.UTF_8);
	}

	private static AccessMatrix matrix(String content) {
		return new AccessMatrix(new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)));
	}

}
