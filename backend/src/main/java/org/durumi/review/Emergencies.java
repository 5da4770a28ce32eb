package org.durumi.review;

import org.durumi.audit.NotAudited;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The broken glass that waits for the actor's review. */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class Emergencies {

	private final JdbcClient jdbc;

	Emergencies(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * How many there are on her desk, somebody else's. A number, so asking is no event.
	 */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int unreviewed() {
		return this.jdbc.sql("""
				select count(*) from audit.reviewable e
				where e.action = 'GLASS_BROKEN' and not access.escalated_it(e.event_id)
				and not exists (select from review.sign_off r where r.event_id = e.event_id)""")
			.query(Integer.class)
			.single();
	}

}
