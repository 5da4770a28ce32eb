package org.durumi.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells whoever runs the server that events have stopped finding their places in the log.
 * It says nothing of what a verification found, which is the supervisors' matter.
 */
@Component("auditHealthIndicator")
class LogHealth implements HealthIndicator {

	private final Sequencing sequencing;

	LogHealth(Sequencing sequencing) {
		this.sequencing = sequencing;
	}

	@Override
	public Health health() {
		return switch (this.sequencing.state()) {
			case STARTING, RUNNING, DATABASE_AWAY -> Health.up().build();
			case STALLED, BEHIND, BROKEN -> Health.outOfService().build();
		};
	}

}
